import Diagnostics
import Testing

@testable import Formats

@Suite struct JSONDocumentTests {
  private func parse(_ text: String, comments: Bool = false) -> Result<JSONNode, Diagnostic> {
    parse(Array(text.utf8), comments: comments)
  }

  private func parse(_ bytes: [UInt8], comments: Bool = false) -> Result<JSONNode, Diagnostic> {
    do throws(Diagnostic) {
      return .success(try JSONDocument.parse(bytes, file: "t.json", allowsComments: comments))
    } catch {
      return .failure(error)
    }
  }

  @Test(arguments: [
    ("null", JSONNode.Value.null),
    (" true ", .boolean(true)),
    ("false", .boolean(false)),
    ("-0", .number("-0")),
    ("1.50E+07", .number("1.50E+07")),
    ("123456789012345678901234567890", .number("123456789012345678901234567890")),
    (#""""#, .string("")),
    (#""\"\\\/\b\f\n\r\t""#, .string("\"\\/\u{8}\u{C}\n\r\t")),
    (#""\u0041\u4E2D\u4e2d\uD83D\uDE00""#, .string("A中中😀")),
    ("[]", .array([])),
    ("{ }", .object([])),
  ])
  func aValueIsReadAsItIsWritten(text: String, value: JSONNode.Value) throws {
    #expect(try parse(text).get().value == value)
  }

  @Test func everyNodeKnowsItsPlace() throws {
    let text = "{\r\n  \"名称\": [1, \"😀é\", {\"a\": null}],\r  \"b\":\n true }"
    let root = try parse(text).get()
    func place(_ line: Int, _ column: Int) -> Place {
      Place(file: "t.json", line: line, column: column)
    }
    guard case .object(let members) = root.value,
      case .array(let elements) = members[0].value.value,
      case .object(let inner) = elements[2].value
    else {
      Issue.record("the structure is not as written")
      return
    }
    #expect(root.place == place(1, 1))
    #expect(members[0].keyPlace == place(2, 3))
    #expect(members[0].value.place == place(2, 9))
    #expect(elements.map(\.place) == [place(2, 10), place(2, 13), place(2, 19)])
    #expect(inner[0].value.place == place(2, 25))
    #expect(members[1].keyPlace == place(3, 3))
    #expect(members[1].value.place == place(4, 2))
  }

  @Test(arguments: [
    "// a comment\n[1, /* two\nlines **/ 2,]",
    "[1, 2 // end\r]",
    "{\"a\": 1,}/**/",
    "\u{FEFF}[1]",
  ])
  func commentsAndTrailingCommasAreAllowedInDeclarations(text: String) {
    #expect(throws: Never.self) { try self.parse(text, comments: true).get() }
    let isPlain = text.unicodeScalars.first == "\u{FEFF}"
    let isAccepted = (try? parse(text).get()) != nil
    #expect(isAccepted == isPlain)
  }

  /// What strict JSON refuses: the text, then the line and column of the fault.
  @Test(arguments: [
    ("", 1, 1), ("  \n ", 2, 2), ("[1", 1, 3), ("[1,", 1, 4), ("[1,]", 1, 4), ("[,1]", 1, 2),
    ("[1 2]", 1, 4), ("{\"a\"}", 1, 5), ("{\"a\":}", 1, 6), ("{\"a\":1,}", 1, 8), ("{a:1}", 1, 2),
    ("{'a':1}", 1, 2), ("{1:1}", 1, 2), ("{\"a\":1 \"b\":2}", 1, 8), ("[1]]", 1, 4), ("1 2", 1, 3),
    ("01", 1, 2), ("-", 1, 1), ("-a", 1, 2), ("1.", 1, 1), (".5", 1, 1), ("1e", 1, 1),
    ("1e+", 1, 1),
    ("+1", 1, 1), ("0x1", 1, 2), ("1.5.2", 1, 4), ("Infinity", 1, 1), ("NaN", 1, 1), ("nul", 1, 1),
    ("True", 1, 1), ("truex", 1, 1), ("\"a", 1, 1), ("\"a\nb\"", 1, 1), ("\"a\tb\"", 1, 3),
    ("\"\\x\"", 1, 2), ("\"\\u12\"", 1, 2), ("\"\\u123g\"", 1, 2), ("\"\\uD83D\"", 1, 2),
    ("\"\\uDE00\"", 1, 2), ("\"\\uD83D\\u0041\"", 1, 2), ("\"\\uD83Dx\"", 1, 2), ("\"\\\"", 1, 1),
    ("[1]\u{0}", 1, 4), ("\u{A0}1", 1, 1), ("// c\n1", 1, 1), ("/* c */ 1", 1, 1), ("[1}", 1, 3),
    ("{\"a\":1]", 1, 7), ("[\n1,\n中]", 3, 1),
  ])
  func strictJSONRefuses(text: String, line: Int, column: Int) {
    guard case .failure(let diagnostic) = parse(text) else {
      Issue.record("\(text.debugDescription) was accepted")
      return
    }
    #expect(diagnostic.code == "json-syntax")
    #expect(diagnostic.place == Place(file: "t.json", line: line, column: column))
  }

  @Test(arguments: ["/", "/ 1", "/* never closed", "[1,,]", "[,]", "{,}", "[1] // end\n2"])
  func declarationsHaveLimitsToo(text: String) {
    #expect(throws: Diagnostic.self) { try self.parse(text, comments: true).get() }
  }

  @Test func aKeyThatStandsTwiceIsToldWithBothLines() {
    guard case .failure(let diagnostic) = parse("{\"a\": 1,\n \"b\": 2,\n \"\\u0061\": 3}") else {
      Issue.record("the duplicate was accepted")
      return
    }
    #expect(
      diagnostic.description == """
        t.json:3:2: error[json-duplicate-key]: the key 'a' stands twice in the same object, \
        first in line 1
             "\\u0061": 3}
          help: remove one of the two, or rename it
        """)
  }

  @Test func keysThatOnlyLookAlikeAreDifferent() {
    #expect(throws: Never.self) { try self.parse("{\"é\": 1, \"e\u{301}\": 2}").get() }
  }

  @Test func nestingHasALimit() {
    let limit = JSONDocument.depthLimit
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    #expect(throws: Never.self) { try self.parse(nested(limit)).get() }
    guard case .failure(let diagnostic) = parse(nested(limit + 1)) else {
      Issue.record("too deep a text was accepted")
      return
    }
    #expect(diagnostic.code == "json-too-deep")
    #expect(diagnostic.place?.column == limit + 1)
  }

  @Test func whatIsNotUTF8IsRefusedAtItsByte() {
    guard
      case .failure(let diagnostic) = parse(Array("[\n\"".utf8) + [0xC0, 0x80] + Array("\"]".utf8))
    else {
      Issue.record("a text that is not UTF-8 was accepted")
      return
    }
    #expect(diagnostic.code == "json-encoding")
    #expect(diagnostic.place == Place(file: "t.json", line: 2, column: 2))
  }
}
