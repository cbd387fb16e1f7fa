import Intake
import Testing
import Values

@Suite struct FilePatternTests {
  /// All patterns of up to four and names of up to five characters, against every name that a pattern
  /// stands for.
  @Test func smallNamesAndPatternsAgreeWithTheSlowMatcher() throws {
    let patterns = texts(of: "ab?*", upTo: 4).filter { !$0.isEmpty }
    let names = texts(of: "ab", upTo: 5)
    #expect(patterns.count == 340 && names.count == 63)
    for text in patterns {
      let pattern = try #require(FilePattern(text))
      let accepted = Set(names.filter { pattern.match($0) != nil })
      let expected = expansions(of: text, upTo: 5)
      if accepted != expected { Issue.record("'\(text)' matches \(accepted.sorted())") }
    }
  }

  /// Patterns and names put together from dates, digits and letters, against a matcher that keeps all
  /// places it can have reached.
  @Test func datesAgreeWithTheMatcherOfAllPlaces() throws {
    let pieces = ["a", "2", "20250901", "20250230"]
    for patternParts in combinations(of: ["a", "2", "?", "*", "{date}"], upTo: 3) {
      let pattern = try #require(FilePattern(patternParts.joined()))
      for nameParts in combinations(of: pieces, upTo: 3) {
        let name = nameParts.joined()
        let isMatch = pattern.match(name) != nil
        if isMatch != reaches(name, patternParts) {
          Issue.record("'\(pattern)' \(isMatch ? "matches" : "does not match") '\(name)'")
        }
      }
    }
  }

  static let dates: [(pattern: String, name: String, date: String?)] = [
    ("订单_{date}.csv", "订单_20250901.csv", "2025-09-01"),
    ("订单_{date}*.csv", "订单_20250901_2.csv", "2025-09-01"),
    ("*{date}.csv", "订单_20250901.csv", "2025-09-01"),
    ("{date}-{date}.csv", "20250901-20250930.csv", "2025-09-01"),
    ("{date}/*.csv", "20250901/a.csv", nil),
    ("*.csv", "20250901.csv", nil),
  ]

  @Test func theDayInANameIsTold() throws {
    for (pattern, name, date) in Self.dates {
      let match = try #require(FilePattern(pattern)?.match(name), "'\(pattern)'")
      #expect(match.date?.description == date, "'\(name)'")
    }
  }

  static let cases: [(what: String, pattern: String, name: String, isMatch: Bool)] = [
    ("characters are those of people", "订单_*.csv", "订单_2025.csv", true),
    ("a mark stands for one of them", "??1.csv", "订单1.csv", true),
    ("the case counts", "订单.csv", "订单.CSV", false),
    ("brackets are brackets", "a[1].csv", "a[1].csv", true),
    ("names decomposed by the file system", "\u{E9}.csv", "e\u{301}.csv", true),
    ("other braces are braces", "{day}.csv", "{day}.csv", true),
    ("seven digits are no date", "{date}.csv", "2025091.csv", false),
    ("a date with a sign is none", "{date}.csv", "+0250901.csv", false),
    ("full-width digits are none", "{date}.csv", "２０２５０９０１.csv", false),
    ("no such day", "{date}.csv", "20250230.csv", false),
    ("a leap day", "{date}.csv", "20240229.csv", true),
    ("a file in a folder", "invoices/*.xml", "invoices/a.xml", true),
    ("a folder of any name", "*/*.xml", "2025/a.xml", true),
    ("the folder has to match", "invoices/*.xml", "orders/a.xml", false),
    ("a star does not reach over a slash", "*.xml", "invoices/a.xml", false),
    ("a pattern with a folder wants one", "invoices/*.xml", "a.xml", false),
    ("no deeper folder", "*/*.xml", "a/b/c.xml", false),
    ("a folder may be dated", "{date}/*.csv", "20250901/a.csv", true),
  ]

  @Test(arguments: cases)
  func namesOfPeople(what: String, pattern: String, name: String, isMatch: Bool) throws {
    #expect((try #require(FilePattern(pattern)).match(name) != nil) == isMatch, "\(what)")
  }

  @Test func aPatternHasOneFolderAtMost() {
    for text in ["", "/", "/a", "a/", "a//b", "a/b/c"] {
      #expect(FilePattern(text) == nil, "\(text)")
    }
    #expect(FilePattern("a/b")?.hasFolder == true && FilePattern("a")?.hasFolder == false)
    #expect(FilePattern("in*/b")?.matches(folder: "invoices") == true)
    #expect(FilePattern("in*/b")?.matches(folder: "orders") == false)
    #expect(FilePattern("in*")?.matches(folder: "invoices") == false)
    #expect(FilePattern("in*/b")?.description == "in*/b")
  }
}

extension FilePatternTests {
  /// Every name of `a` and `b` that a pattern stands for.
  private func expansions(of pattern: String, upTo length: Int) -> Set<String> {
    var names: Set = [""]
    for character in pattern {
      let pieces =
        switch character {
        case "?": ["a", "b"]
        case "*": texts(of: "ab", upTo: length)
        default: [String(character)]
        }
      names = Set(names.flatMap { name in pieces.map { name + $0 } }.filter { $0.count <= length })
    }
    return names
  }

  /// Every row of one to `length` pieces.
  private func combinations(of pieces: [String], upTo length: Int) -> [[String]] {
    var result: [[String]] = []
    var last: [[String]] = [[]]
    for _ in 0..<length {
      last = last.flatMap { row in pieces.map { row + [$0] } }
      result += last
    }
    return result
  }

  private func reaches(_ name: String, _ parts: [String]) -> Bool {
    let text = Array(name)
    var places: Set = [0]
    for part in parts {
      places = places.reduce(into: []) { next, place in
        switch part {
        case "*": next.formUnion(place...text.count)
        case "?": if place < text.count { next.insert(place + 1) }
        case "{date}":
          if isDate(text[place...].prefix(8)) { next.insert(place + 8) }
        default: if place < text.count, String(text[place]) == part { next.insert(place + 1) }
        }
      }
    }
    return places.contains(text.count)
  }

  private func isDate(_ digits: ArraySlice<Character>) -> Bool {
    guard digits.count == 8, let number = Int(String(digits)) else { return false }
    let (year, month, day) = (number / 10_000, number / 100 % 100, number % 100)
    return (1...12).contains(month)
      && (1...WallCalendar.days(ofMonth: month, year: year)).contains(day)
  }
}
