package import Rules

extension KeyMasking {
  /// - Parameter waivers: those that the verdict tells of, in their order.
  package func masked(_ verdict: Verdict, waivers: [DeclaredWaiver]) -> Verdict {
    var verdict = verdict
    verdict.findings = masked(verdict.findings)
    for (number, waiver) in waivers.enumerated() {
      verdict.waivers[number].scope = scope(verdict.waivers[number].scope, of: waiver)
    }
    return verdict
  }

  package func masked(_ findings: [Finding]) -> [Finding] {
    let keys = MaskedKeys(self)
    return findings.map { masked($0, keys) }
  }

  private func masked(_ finding: Finding, _ keys: MaskedKeys) -> Finding {
    var finding = finding.masked(by: keys)
    finding.subject.key = subjectKey(
      finding.subject.key, ofEntity: finding.subject.entity, rule: finding.ruleID, isRecord: false)
    finding.caseKey = caseKey(finding.caseKey)
    return finding
  }

  func masked(_ document: Document) -> Document {
    var document = document
    document.key = key(document.key, ofEntity: document.entity)
    return document
  }

  package func masked(_ file: CaseFile) -> CaseFile {
    var file = file
    file.key = caseKey(file.key) ?? file.key
    for number in file.documents.indices {
      file.documents[number].document = masked(file.documents[number].document)
      file.documents[number].findings = masked(file.documents[number].findings)
    }
    for number in file.events.indices {
      file.events[number].document = masked(file.events[number].document)
    }
    file.otherFindings = masked(file.otherFindings)
    return file
  }

  package func masked(_ listing: KPIListing) -> KPIListing {
    var listing = listing
    for number in listing.subjects.indices {
      listing.subjects[number].document = masked(listing.subjects[number].document)
      listing.subjects[number].caseKey = caseKey(listing.subjects[number].caseKey)
    }
    return listing
  }
}
