/** Ports from one to another, both included. */
export interface PortRange {
  readonly from: number;
  readonly to: number;
}

/** Where servers of the web listen. Below 1024 are the services of systems (SSH, mail, directories, files), to which a webhook is only a way to knock. Our choice. */
export const WEB_PORTS: readonly PortRange[] = [
  { from: 80, to: 80 },
  { from: 443, to: 443 },
  { from: 1024, to: 65_535 },
];

const WRITTEN = /^(\d{1,5})(?:-(\d{1,5}))?$/;

/** Reads ports and ranges (`443`, `8000-8999`); undefined when one is none. */
export const portRanges = (entries: readonly string[]): readonly PortRange[] | undefined => {
  const ranges = entries.map((entry) => {
    const [, from, to = from] = WRITTEN.exec(entry) ?? [];
    return { from: Number(from), to: Number(to) };
  });
  return ranges.every(({ from, to }) => from >= 1 && to <= 65_535 && from <= to) ? ranges : undefined;
};

/** The port that a URL of http or https leads to. */
export const portOf = ({ port, protocol }: URL): number => (port !== '' ? Number(port) : protocol === 'https:' ? 443 : 80);

/** Whether a URL of http or https leads to one of these ports. */
export const leadsTo = (url: URL, ports: readonly PortRange[]): boolean => {
  const port = portOf(url);
  return ports.some(({ from, to }) => from <= port && port <= to);
};
