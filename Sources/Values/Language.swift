/// A language that reports are written in, by its tag (BCP 47).
public enum Language: String, Hashable, Sendable, CaseIterable {
  case zhHans = "zh-Hans"
  case zhHant = "zh-Hant"
  case en
}

/// One text in several languages.
///
/// Labels and titles stand in very many values: they are kept once, however many hold them.
public struct LocalizedText: Hashable, Sendable {
  private let stored: Stored

  private final class Stored: Sendable {
    let simplified: String?
    let traditional: String?
    let english: String?

    init(_ simplified: String?, _ traditional: String?, _ english: String?) {
      self.simplified = simplified
      self.traditional = traditional
      self.english = english
    }
  }

  public init(_ texts: [Language: String]) {
    self.init(zhHans: texts[.zhHans], zhHant: texts[.zhHant], en: texts[.en])
  }

  /// A text that stands in those languages for which one is given.
  public init(zhHans: String?, zhHant: String?, en: String?) {
    stored = Stored(zhHans, zhHant, en)
  }

  public static func == (a: LocalizedText, b: LocalizedText) -> Bool {
    let (x, y) = (a.stored, b.stored)
    return x === y
      || x.simplified == y.simplified && x.traditional == y.traditional && x.english == y.english
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(stored.simplified)
    hasher.combine(stored.traditional)
    hasher.combine(stored.english)
  }

  private var simplified: String? { stored.simplified }
  private var traditional: String? { stored.traditional }
  private var english: String? { stored.english }

  /// The text in that language, or in the next best that has one; empty when there is none at all.
  public subscript(language: Language) -> String {
    switch language {
    case .zhHans: simplified ?? traditional ?? english ?? ""
    case .zhHant: traditional ?? simplified ?? english ?? ""
    case .en: english ?? simplified ?? traditional ?? ""
    }
  }

  /// The text in each language that has one.
  public var texts: [Language: String] {
    var texts: [Language: String] = [:]
    texts[.zhHans] = simplified
    texts[.zhHant] = traditional
    texts[.en] = english
    return texts
  }
}
