package import Values

/// The rules of a project as people read them: what each finds, why, and the examples that show it.
package struct RuleCatalogue: Sendable {
  package var packs: [Pack]
  /// What the regulations ask for, with the rules that answer it.
  package var requirements: [Requirement]
  package var language: Language

  package init(packs: [Pack], requirements: [Requirement], language: Language) {
    self.packs = packs
    self.requirements = requirements
    self.language = language
  }

  package struct Pack: Sendable {
    package var id: String
    package var title: LocalizedText
    package var rules: [Entry]

    package init(id: String, title: LocalizedText, rules: [Entry]) {
      self.id = id
      self.title = title
      self.rules = rules
    }
  }

  package struct Requirement: Sendable {
    package var id: String
    package var title: LocalizedText
    package var answeredBy: [String]

    package init(id: String, title: LocalizedText, answeredBy: [String]) {
      self.id = id
      self.title = title
      self.answeredBy = answeredBy
    }
  }

  /// One rule.
  package struct Entry: Sendable {
    package var id: String
    package var title: LocalizedText
    package var finds: LocalizedText
    package var remedy: LocalizedText
    /// Severity, department, clause and the like.
    package var facts: [Fact]
    /// The condition's parts, as expressions.
    package var conditions: [Fact]
    /// What its page says beside that.
    package var page: [Block]

    package init(
      id: String, title: LocalizedText, finds: LocalizedText, remedy: LocalizedText,
      facts: [Fact], conditions: [Fact], page: [Block]
    ) {
      self.id = id
      self.title = title
      self.finds = finds
      self.remedy = remedy
      self.facts = facts
      self.conditions = conditions
      self.page = page
    }
  }

  package struct Fact: Sendable {
    package var name: String
    package var value: String

    package init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// A part of a page.
  package enum Block: Sendable, Hashable {
    case item(String)
    case paragraph(String)
    case examples(String)
  }
}

extension RuleCatalogue {
  /// The blocks of a page's text: items, paragraphs and fenced examples. What stands above the first item
  /// repeats what is declared and is left out.
  package static func blocks(of page: String) -> [Block] {
    var blocks: [Block] = []
    var examples: [Substring]?
    for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
      if let lines = examples {
        if line.hasPrefix("```") {
          blocks.append(.examples(lines.joined(separator: "\n")))
          examples = nil
        } else {
          examples = lines + [line]
        }
      } else if line.hasPrefix("```") {
        examples = []
      } else if line.hasPrefix("- ") {
        blocks.append(.item(String(line.dropFirst(2))))
      } else if line.hasPrefix("  "), case .item(let text) = blocks.last {
        blocks[blocks.count - 1] = .item(text + " " + line.drop { $0 == " " })
      } else if !line.isEmpty, !blocks.isEmpty {
        if case .paragraph(let text) = blocks.last {
          blocks[blocks.count - 1] = .paragraph(text + " " + line)
        } else {
          blocks.append(.paragraph(String(line)))
        }
      }
    }
    return blocks
  }

  /// The catalogue as one page and as one document.
  package var files: [OutputFile] {
    [
      OutputFile(name: "rules.html") { self.writeHTML(to: &$0) },
      OutputFile(name: "rules.md") { self.writeMarkdown(to: &$0) },
    ]
  }

  var heading: String {
    switch language {
    case .zhHans: "排查规则目录"
    case .zhHant: "排查規則目錄"
    case .en: "Catalogue of rules"
    }
  }

  var pageHeading: String {
    switch language {
    case .zhHans: "依据与示例"
    case .zhHant: "依據與範例"
    case .en: "Why it matters, and examples"
    }
  }

  var requirementsHeading: String {
    switch language {
    case .zhHans: "排查要求与对应规则"
    case .zhHant: "排查要求與對應規則"
    case .en: "Requirements and the rules that answer them"
    }
  }
}
