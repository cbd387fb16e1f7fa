import Entities
import Intake
import Relations
import Tables
import Values

/// Two tables, each a list of rows of texts with nil for no value, and one relation between them.
struct SmallTables {
  var near: [[String?]]
  var far: [[String?]]

  /// Columns of numbers when `type` is number, else of text.
  func link(_ kind: Relation.Kind, type: Field.FieldType = .string) -> Link? {
    Cases(dataset(kind, type: type), threads: 1).links[0]
  }

  func dataset(_ kind: Relation.Kind, type: Field.FieldType) -> Dataset {
    let width = max(near.first?.count ?? 0, far.first?.count ?? 0)
    let fields = (0..<width).map {
      Field(name: "f\($0)", label: LocalizedText([.en: "F"]), type: type)
    }
    let model = Model(
      entities: ["near", "far"].map {
        Entity(
          name: $0, label: LocalizedText([.en: $0]), fields: fields, key: [0], date: nil,
          pathToCase: nil)
      },
      relations: [
        Relation(
          name: "others", label: LocalizedText([.en: "Others"]), from: 0, to: 1, kind: kind,
          on: (0..<width).map { FieldPair(near: $0, far: $0) })
      ])
    return Dataset(
      model: model, exports: [],
      tables: [near, far].map { SmallTables.table($0, width: width, type: type) }, unreadables: [])
  }

  static func table(_ rows: [[String?]], width: Int, type: Field.FieldType) -> Table {
    var positions = PositionColumn()
    for row in rows.indices {
      positions.append(Position(export: 0, record: row + 1, line: row + 2, byte: row * 10))
    }
    let columns = (0..<width).map { field in
      var builder = ColumnBuilder(kind: type == .number ? .number : .text)
      for row in rows {
        switch row[field] {
        case nil: builder.appendMissing(.empty)
        case let text? where type == .number: builder.append(Decimal128(text)!)
        case let text?: builder.append(utf8: Array(text.utf8)[...])
        }
      }
      return builder.finished()
    }
    return Table(rowCount: rows.count, columns: columns, positions: positions)
  }
}
