package import Findings
package import Values

/// The subjects of a KPI as CSV: each with its order, whether it is in the numerator, and where it stands.
package struct KPISubjectsCSV: Sendable {
  /// Which subjects are listed.
  package enum Part: String, Sendable, CaseIterable {
    case numerator
    /// All that are counted, those in the numerator among them.
    case denominator
    /// Those of which it cannot be said.
    case undetermined
  }

  private let subjects: [KPIListing.Subject]
  private let say: Wording

  /// - Parameter part: nil for all.
  package init(of listing: KPIListing, part: Part?, language: Language) {
    subjects = listing.subjects.filter { subject in
      switch part {
      case nil: true
      case .numerator: subject.isCounted == true
      case .denominator: subject.isCounted != nil
      case .undetermined: subject.isCounted == nil
      }
    }
    say = Wording(language: language)
  }

  /// How many subjects are listed.
  package var count: Int { subjects.count }

  package func write(to buffer: inout OutputBuffer) {
    CSVWriter.write(to: &buffer) { csv in
      for phrase: Phrase in [.subjectKey, .order, .isCounted, .file, .line] {
        csv.cell(say(phrase))
      }
      csv.endRow()
      for subject in subjects {
        csv.cell(subject.document.key)
        csv.cell(subject.caseKey ?? "")
        csv.cell(say(subject.isCounted.map { $0 ? .yes : .no } ?? .undetermined))
        csv.cell(subject.document.file)
        csv.cell(subject.document.line)
        csv.endRow()
      }
    }
  }
}
