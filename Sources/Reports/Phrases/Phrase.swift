import Values

/// A text that a report shows, in all languages: the program's own, or a label that the project declares. `{name}` stands for what ``Wording`` puts in.
///
/// The phrases stand by section in the files beside this one. Each file lists its phrases at its end, for ``everyPhrase``.
struct Phrase: Hashable, Sendable {
  let text: LocalizedText

  init(_ simplified: String, _ traditional: String, _ english: String) {
    text = LocalizedText([.zhHans: simplified, .zhHant: traditional, .en: english])
  }

  /// A label that the project declares.
  init(_ label: LocalizedText) {
    text = label
  }

  /// Every phrase, by section.
  static var everyPhrase: [Phrase] {
    [
      headPhrases, conclusionPhrases, figuresPhrases, kpisPhrases, departmentScoresPhrases,
      breakdownPhrases, largestPhrases, gapsPhrases, waiversPhrases, ruleChangesPhrases,
      patternsPhrases, remediationPhrases, noticesPhrases, preventionsPhrases, issuesPhrases,
      rulesPhrases,
      sourcesPhrases, rejectsPhrases, annexesPhrases, signOffPhrases, columnsPhrases,
    ].flatMap { $0 }
  }
}
