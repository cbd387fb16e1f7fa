import Testing

@testable import Formats

@Suite struct CSVMarksDetectionTests {
  private typealias Case = (
    what: String, text: String, delimiter: String, quote: String, escape: String, last: [String]
  )

  /// What an export looks like, the marks found in it, and the cells of its last row.
  private static let cases: [Case] = [
    ("nothing but commas", "a,b\n1,2\n", ",", "\"", "", ["1", "2"]),
    ("a decimal comma", "a;b\n1,5;2\n3,5;4\n", ";", "\"", "", ["3,5", "4"]),
    ("tabs and commas in the text", "a\tb\nx, y\tz, w\n1, 2\t3\n", "\t", "\"", "", ["1, 2", "3"]),
    ("bars", "a|b|c\n1,5|x;y|2\n", "|", "\"", "", ["1,5", "x;y", "2"]),
    (
      "other delimiters between quotes", "\"a;b\",\"c;d\"\n\"1;1;1\",\"2;2;2\"\n", ",", "\"", "",
      ["1;1;1", "2;2;2"]
    ),
    (
      "a title with commas above", "Report, of, all, orders\nid;total\n1;2\n3;4\n5;6\n", ";", "\"",
      "", ["5", "6"]
    ),
    ("one column", "a\n1\n2\n", ",", "\"", "", ["2"]),
    ("single quotes", "'a','b'\n'1','x, y'\n'2','z'\n", ",", "'", "", ["2", "z"]),
    ("doubled single quotes", "'a';'b'\n'1';'it''s'\n'2';'o''c'\n", ";", "'", "", ["2", "o'c"]),
    (
      "single quotes with backslashes", "'a','b'\n'1','it\\'s'\n'2','o\\'c, d'\n'3','x'\n'4','y'\n",
      ",", "'", "\\", ["4", "y"]
    ),
    (
      "single quotes over lines", "'a','b'\n'1','x\ny'\n'2','z'\n'3','w'\n", ",", "'", "",
      ["3", "w"]
    ),
    ("apostrophes", "a,b\no'clock,'tis\nit's,x\n", ",", "\"", "", ["it's", "x"]),
    ("some cells in single quotes", "a,b,c\n'1',2,3\n'4',5,6\n", ",", "\"", "", ["'4'", "5", "6"]),
    (
      "backslashes before quotes", "a,b\n\"say \\\"no\\\"\",1\n\"\\\"x\\\", y\",2\n", ",", "\"",
      "\\",
      ["\"x\", y", "2"]
    ),
    (
      "a backslash before the last quote", "a,b\n\"5\\\"\",1\n\"6\\\"\",2\n", ",", "\"", "\\",
      ["6\"", "2"]
    ),
    (
      "a backslash before a quote and a comma", "a,b\n\"5\\\", wide\",1\n\"6\\\", wide\",2\n", ",",
      "\"", "\\", ["6\", wide", "2"]
    ),
    (
      "doubled quotes", "a,b\n\"say \"\"no\"\"\",1\n\"\"\"x\"\"\",2\n", ",", "\"", "",
      ["\"x\"", "2"]
    ),
    (
      "folders that end in a backslash", "a,b\n\"C:\\data\\\",1\n\"D:\\\",2\n", ",", "\"", "",
      ["D:\\", "2"]
    ),
    (
      "one folder at the end of a quoted cell", "a,b\n1,\"C:\\\"\n2,x\n3,\"y\"\n", ",", "\"", "",
      ["3", "y"]
    ),
    (
      "quotes that begin cells and are text",
      "grade,n\n\"A\" oak,1\n\"B\" oak,2\n\"A\" elm,3\n5\" ash,6\n", ",", "", "", ["5\" ash", "6"]
    ),
    ("inches that end cells", "size,n\n5\",1\n6\",2\n7\",3\n", ",", "\"", "", ["7\"", "3"]),
    (
      "inches within cells", "size,n\n5\" x 3\",1\n6\" x 2\",2\n", ",", "\"", "",
      ["6\" x 2\"", "2"]
    ),
    ("one stray quote", "a,b\n1,2\n\"x\" y,3\n4,5\n6,7\n", ",", "\"", "", ["6", "7"]),
    ("two stray quotes", "a,b\n\"x\" y,3\n\"x\" y,3\n4,5\n", ",", "\"", "", ["4", "5"]),
    ("one quote never closed", "a,b\n1,\"2\n3,4\n5,6\n", ",", "\"", "", ["5", "6"]),
    (
      "stray quotes beside quoted cells",
      "a,b\n\"x\" y,3\n\"x\" y,3\n\"x\" y,3\n\"4\",\"5,6\"\n", ",", "\"", "", ["4", "5,6"]
    ),
  ]

  @Test func theMarksAreFoundOut() throws {
    for (what, text, delimiter, quote, escape, last) in Self.cases {
      for name in ["UTF-8", "GB18030", "UTF-16LE"] {
        let file = TemporaryFile((name == "UTF-16LE" ? [0xFF, 0xFE] : []) + encoded(text, name))
        let sniffed = try sniff(file: file.path)
        let expected = CSVDialect(
          delimiter: delimiter.utf8.first,
          quote: quote.utf8.first.map { .byte($0) } ?? .some(.none),
          escape: escape.utf8.first ?? 0)
        #expect(sniffed.dialect == expected, "\(what), in \(name)")
        #expect(sniffed.rows.last?.cells == last, "\(what), in \(name)")
      }
    }
  }

  /// The wanted names tell more than the number of delimiters.
  @Test func theDelimiterThatShowsTheWantedNamesWins() throws {
    let text = "id;total,x,y\n1;2,3,4\n5;6,7,8\n"
    #expect(try readAll(text: text, csv("id")).texts == [["1"], ["5"]])
    #expect(try readAll(text: text, csv("y", "x")).texts == [["4", "3"], ["8", "7"]])
  }

  /// What the dialect says is not looked for.
  @Test(arguments: [
    (CSVDialect(delimiter: UInt8(ascii: ";")), ["'1','2'"]),
    (CSVDialect(quote: .byte(UInt8(ascii: "\""))), ["'1'", "'2'"]),
    (CSVDialect(quote: .some(.none)), ["'1'", "'2'"]),
    (CSVDialect(quote: .byte(UInt8(ascii: "'")), escape: UInt8(ascii: "\\")), ["1", "2"]),
    (CSVDialect(), ["1", "2"]),
  ])
  func whatIsDeclaredHolds(dialect: CSVDialect, cells: [String]) throws {
    let file = TemporaryFile("'a','b'\n'1','2'\n")
    let sniffed = try sniff(file: file.path, hints: SniffingHints(dialect: dialect))
    #expect(sniffed.rows.last?.cells == cells)
    if let delimiter = dialect.delimiter { #expect(sniffed.dialect?.delimiter == delimiter) }
    if let quote = dialect.quote { #expect(sniffed.dialect?.quote == quote) }
    if let escape = dialect.escape { #expect(sniffed.dialect?.escape == escape) }
  }
}
