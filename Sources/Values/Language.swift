/// A language that reports are written in, by its tag (BCP 47).
public enum Language: String, Hashable, Sendable, CaseIterable {
  case zhHans = "zh-Hans"
  case zhHant = "zh-Hant"
  case en

  /// The language itself, and then those that serve its readers when a text lacks it.
  fileprivate var preferences: [Language] {
    switch self {
    case .zhHans: [.zhHans, .zhHant, .en]
    case .zhHant: [.zhHant, .zhHans, .en]
    case .en: [.en, .zhHans, .zhHant]
    }
  }
}

/// One text in several languages.
public struct LocalizedText: Hashable, Sendable {
  /// The text in each language that has one.
  public let texts: [Language: String]

  public init(_ texts: [Language: String]) {
    self.texts = texts
  }

  /// The text in that language, or in the next best that has one; empty when there is none at all.
  public subscript(language: Language) -> String {
    language.preferences.lazy.compactMap { texts[$0] }.first ?? ""
  }
}
