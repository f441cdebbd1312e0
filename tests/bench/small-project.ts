/** Facts that decide Yangpu's routing: an ordinary project just under a threshold. */
export const smallProject = {
  applicantType: 'government-department',
  projectFundedByDistrict: true,
  projectNature: 'new',
  isPureSoftwareDevelopment: false,
  constructionAmountYuan: 999999.99,
  hardwareAmountYuan: 200000,
  isClassified: false,
  isPettyHardware: false,
  isCommunicationFeeOrNetworkRent: false,
  isInformationRelease: false,
  superiorApproved: false,
  isUrgentKeyWork: false,
  buildsPrivateNetwork: false,
  buildsOwnWebsite: false,
  constructionAmountIncludesMlpsFee: false,
  secondClassFeesYuan: 0,
};
