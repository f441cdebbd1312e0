/** What the editor holds when it is opened for the first time: a question that the bundled policies answer. */
export const FIRST_QUESTION = `# 杨浦区 120 万元的新建项目走哪条评审路径？
# Which review route does it take?
# Ctrl+Enter 运行 run · Ctrl+Space 补全 complete
# 左上角查看文档 schema docs: top left
query ReviewRoute {
  decide(
    input: {
      district: "yangpu"
      question: ROUTING
      asOf: "2024-03-18"
      facts: {
        applicantType: GOVERNMENT_DEPARTMENT
        projectFundedByDistrict: true
        projectNature: NEW
        isPureSoftwareDevelopment: false
        constructionAmountYuan: 1200000
        hardwareAmountYuan: 200000
        isClassified: false
        isPettyHardware: false
        isCommunicationFeeOrNetworkRent: false
        isInformationRelease: false
        superiorApproved: false
        isUrgentKeyWork: false
        buildsPrivateNetwork: false
        buildsOwnWebsite: false
        constructionAmountIncludesMlpsFee: false
        secondClassFeesYuan: 0
      }
    }
  ) {
    ... on Decision {
      policy
      policyStatus
      status
      outcome {
        ... on RoutingOutcome {
          route
          thirdPartyAppraisal
          expertAppraisal
          conference
        }
      }
      missingFacts
      blockers {
        code
        titleZh
        strength
      }
      because {
        rule
        titleZh
        citations {
          documentTitleZh
          article
          summaryZh
          summaryEn
        }
      }
    }
    ... on RequestRefused {
      problems {
        code
        pointer
        messageZh
        messageEn
      }
    }
  }
}
`;
