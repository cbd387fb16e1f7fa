/// A language that reports are written in, by its tag (BCP 47).
public enum Language: String, Hashable, Sendable, CaseIterable {
  case zhHans = "zh-Hans"
  case zhHant = "zh-Hant"
  case en
}

/// One text in several languages.
public struct LocalizedText: Hashable, Sendable {
  private var simplified: String?
  private var traditional: String?
  private var english: String?

  public init(_ texts: [Language: String]) {
    simplified = texts[.zhHans]
    traditional = texts[.zhHant]
    english = texts[.en]
  }

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
