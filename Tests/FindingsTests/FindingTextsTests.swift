import Testing
import Values

@testable import Findings

@Suite struct FindingTextsTests {
  /// Columns of every type, values that are missing, unreadable, evaluated or those of another record, words of two
  /// languages in one sentence, and a text too long for it.
  @Test func textsOfColumnsAreThoseOfDetails() throws {
    let message =
      #"{ "zh-Hans": "{id}：{creator}、{total}、{day}、{order count}、{maker.grade}", "#
      + #""en": "{id}: {creator}, {total}, {day}, {order count}, {total * 2}" }"#
    let findings = try Shop.verdict(
      rules: #"{ "id": "r", "title": { "en": "r" }, "stage": "generation", "severity": "major", "#
        + #""department": "d", "for": "order", "field": "total", "expected": "maker.grade", "#
        + #""actual": "total", "amount": "total", "#
        + #""when": "day = null or day < date(\"2030-01-01\")", "#
        + #""check": "total > 9 and (creator = null or maker.grade > 9) and count(payments) > 9", "#
        + #""message": \#(message.replacing("order count", with: "count(payments)")) }"#,
      on: [
        "order": "id,total,creator,day\nO1,0,A,2025-09-01\nO2,-1.50,,\nO3,x,B,2025-09-03\n"
          + "O4,5,\"\(String(repeating: "长", count: 500))\",x\n,6,nobody,2025-09-30\n"
          + "O6,12345678901234567890.5,A,2025-09-01\n",
        "payment": "id,order id,amount\nP1,O1,0\nP2,O1,2\n",
        "person": "id,grade\nA,1\nB,\n",
      ]
    ).findings
    #expect(Set(findings.map(\.outcome)) == [.fail, .undetermined])
    let texts = FindingTexts.all(of: findings.map { Unmanaged.passUnretained($0.facts) }, lane: 3)
    #expect(texts.count < findings.count)
  }
}

@Suite struct FindingIDTests {
  /// Every character at every place of 32 digits, of which but a few leave them digits of lower case.
  @Test func anIDIsItsText() {
    let digits = Array("0123456789abcdef".utf8)
    for place in 0..<32 {
      for byte in UInt8(0)..<128 {
        var bytes = (0..<32).map { digits[($0 * 7 + place) % 16] }
        bytes[place] = byte
        let text = String(decoding: bytes, as: UTF8.self)
        let id = FindingID(text)
        #expect(id.text == text)
        if case .digits = id { #expect(digits.contains(byte)) }
        if case .other = id { #expect(!digits.contains(byte)) }
        id.withUTF8 { #expect($0.elementsEqual(bytes)) }
      }
    }
    for text in ["", "a", String(repeating: "0", count: 31), String(repeating: "f", count: 33)] {
      #expect(FindingID(text) == .other(text))
      #expect(FindingID(text).text == text)
    }
  }
}

/// Texts that were put together a column at a time are those of the details, which are composed of values.
func expectTextsAreDetails(of findings: [Finding]) {
  let facts = findings.map { Unmanaged.passUnretained($0.facts) }
  var place = 0
  for texts in FindingTexts.all(of: facts, lane: 1) {
    for number in 0..<texts.count {
      expectSame(texts, number, findings[place])
      place += 1
    }
  }
  #expect(place == findings.count)
}

private func expectSame(_ texts: FindingTexts, _ number: Int, _ finding: Finding) {
  func text(_ text: FindingText) -> String? { texts.string(text, of: number) }
  let details = finding.detailsBesidesSubject
  #expect(text(.id) == finding.id)
  #expect(text(.order) == finding.caseKey)
  #expect(text(.subjectKey) == finding.subject.key)
  #expect(text(.subjectFile) == finding.subject.file)
  #expect(text(.amount) == finding.amount?.description)
  #expect(text(.expected) == details.expected)
  #expect(text(.actual) == details.actual)
  #expect(text(.difference) == details.difference)
  #expect(texts.names == details.names)
  #expect(details.values.indices.map { text(.evidence($0)) } == details.values)
  #expect(texts.hasReason == (details.reason != nil))
  let others = texts.otherDocuments(of: number)
  #expect(others.named == details.documents)
  #expect(others.furtherCount == details.furtherDocuments)
  for language in Language.allCases {
    #expect(text(.reason(language)) == details.reason?[language])
    let sentence = texts.sentenceParts(in: language).map { part in
      switch part {
      case .text(let text): text
      case .value(let value): text(.sentenceValue(value, language)) ?? "–"
      }
    }
    #expect(sentence.joined() == details.message[language])
  }
  texts.withView { #expect($0.lines[number] == finding.subject.line) }
}
