import Values

extension RuleCatalogue {
  func writeMarkdown(to buffer: inout OutputBuffer) {
    MarkdownWriter.write(to: &buffer) { markdown in
      markdown.heading(1, heading)
      for pack in packs {
        markdown.heading(2, "\(pack.title[language]) (\(pack.id), \(pack.rules.count))")
        for rule in pack.rules { write(rule, &markdown) }
      }
      guard !requirements.isEmpty else { return }
      markdown.heading(2, requirementsHeading)
      for requirement in requirements {
        markdown.item(
          "\(requirement.id) \(requirement.title[language]): "
            + requirement.answeredBy.joined(separator: ", "))
      }
      markdown.endList()
    }
  }

  private func write(_ rule: Entry, _ markdown: inout MarkdownWriter) {
    markdown.heading(3, rule.id)
    markdown.strongParagraph(rule.title[language])
    markdown.paragraph(rule.finds[language])
    for fact in rule.facts { markdown.item("\(fact.name): \(fact.value)") }
    markdown.endList()
    for condition in rule.conditions {
      markdown.paragraph(condition.name)
      markdown.fenced(condition.value)
    }
    if !rule.remedy[language].isEmpty { markdown.paragraph(rule.remedy[language]) }
    for block in rule.page {
      switch block {
      case .item(let text): markdown.item(text)
      case .paragraph(let text): markdown.paragraph(text)
      case .examples(let text):
        markdown.endList()
        markdown.fenced(text)
      }
    }
    markdown.endList()
  }
}
