import Entities
import Relations
import Tables
import Testing
import Values

@Suite struct KeyIndexTests {
  /// Every kind of column against pairwise comparison of its values.
  @Test func keysOfEveryKindAreEqualWhenTheirValuesAre() {
    let columns: [(what: String, column: Column, keys: [Int?])] = [
      (
        "booleans", column(.boolean) { [$0.append(true), $0.append(false), $0.append(true)] },
        [0, 1, 0]
      ),
      (
        "dates",
        column(.date) { builder in
          ["2025-09-01", "1969-12-31", "2025-09-01"].map { _ = builder.append(CivilDate($0)!) }
        }, [0, 1, 0]
      ),
      (
        "words",
        column(.words) { builder in
          ["b", "a", "b"].map { builder.append(utf8: Array($0.utf8)[...]) }
        }, [0, 1, 0]
      ),
      (
        "date-times: the instant where an offset is given",
        column(.dateTime) { builder in
          [
            "2025-09-01T08:00:00+08:00", "2025-09-01T00:00:00", "2025-09-01T00:00:00Z",
            "2025-09-01T08:00:00", "2025-08-31T19:00:00-05:00",
          ].map { _ = builder.append(DateTime($0)!) }
        }, [0, 1, 0, 3, 0]
      ),
      (
        "rows without a value have no key",
        column(.number) { builder in
          [
            builder.append(.zero), builder.appendMissing(.empty),
            builder.appendMissing(.unreadable),
          ]
        }, [0, nil, nil]
      ),
    ]
    for (what, column, keys) in columns {
      let index = KeyIndex([column], rowCount: column.count)
      for row in keys.indices {
        let expected = keys[row].map { key in
          keys.indices.filter { keys[$0] == key }.map(Int32.init)
        }
        #expect(
          index.group(withKeyOf: [column], at: row).map { Array(index.rows(ofGroup: $0)) }
            == expected,
          "\(what), row \(row)")
      }
    }
  }

  @Test func groupsStandInTheOrderOfTheirFirstRows() {
    let table = SmallTables.table(
      [["b", "1"], ["a", "1"], [nil, "1"], ["b", "1"], ["a", "2"], ["a", "1"]], width: 2,
      type: .string)
    let index = KeyIndex(table.columns.map { $0! }, rowCount: table.rowCount)
    #expect(index.groups.map(Array.init) == [[0, 3], [1, 5], [4]])
    #expect(index.duplicateCount == 2)
  }

  private func column(
    _ kind: ColumnBuilder.Kind, _ fill: (inout ColumnBuilder) -> [Void]
  ) -> Column {
    var builder = ColumnBuilder(kind: kind)
    _ = fill(&builder)
    return builder.finished()
  }
}
