import Entities
import Formats
import FoundationEssentials
import Glibc
import Intake
import Tables
import Testing
import Values

/// What is told of values that could not be read, where data on persons is masked.
@Suite struct DatasetMaskingTests {
  private let pseudonyms = Pseudonyms(key: Array("a key of thirty-two bytes or more".utf8))
  private static let model = try! Model.read(
    Array(
      """
      { "entities": [
          { "name": "person", "key": ["id"], "fields": [
              { "name": "id", "type": "string" },
              { "name": "born", "type": "date", "personal": "birthday" },
              { "name": "phone", "type": "string", "personal": "phone" },
              { "name": "grade", "type": "number" } ] } ],
        "relations": [] }
      """.utf8), file: "model.json")

  /// Reads an export whose columns bear the names of the fields, and masks.
  private func dataset(_ text: String, fields: String? = nil) throws -> Dataset {
    let path =
      FileManager.default.temporaryDirectory.path + "/paicha-masking-\(getpid())-"
      + "\(UInt64.random(in: 0 ... .max)).csv"
    try Data(text.utf8).write(to: URL(filePath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    let fields =
      fields ?? #""id": "id", "born": "born", "phone": "phone", "grade": "grade""#
    let source = try Source.read(
      Array(
        #"{ "id": "p", "entity": "person", "files": [], "format": "csv", "fields": { \#(fields) } }"#
          .utf8), file: "source.json", model: Self.model)
    var dataset = Dataset.reading(
      [ExportFile(path: path, name: "p.csv", source: source)], model: Self.model, threads: 1)
    dataset.mask(by: pseudonyms)
    return dataset
  }

  @Test func aValueOnAPersonIsMaskedAndAnyOtherIsNot() throws {
    let faults = try dataset("id,born,phone,grade\n1,May 1990,1.38E+11,x\n").unreadables
    let born = pseudonyms.pseudonym(of: "May 1990", kind: "birthday")
    let phone = pseudonyms.pseudonym(of: "1.38E+11", kind: "phone")
    #expect(faults.map(\.originalText) == [born, phone, "x"])
    #expect(faults[0].message == "'\(born)' in 'born' is not a date")
    #expect(faults[1].message.hasPrefix("'\(phone)' in 'phone' is a number"))
    #expect(faults[2].message == "'x' in 'grade' is not a number")
  }

  @Test func whatStandsAroundAValueTakesNoPart() throws {
    let faults = try dataset("id,born,phone,grade\n1, May 1990 ,,\n2,May 1990,,\n").unreadables
    #expect(Set(faults.map(\.originalText)).count == 1)
  }

  @Test func aColumnThatIsAlsoReadAsDataOnPersonsIsMasked() throws {
    let faults = try dataset(
      "id,number\n1,call me\n", fields: #""id": "id", "phone": "number", "grade": "number""#
    ).unreadables
    #expect(faults.map(\.originalText) == [pseudonyms.pseudonym(of: "call me", kind: "phone")])
  }

  @Test func theTextOfARecordIsWithheld() throws {
    let dataset = try dataset("id,born,phone,grade\n1,1990-05-01,138,4,5\n2,1990-05-01,139,6\n")
    #expect(dataset.unreadables.map(\.originalText) == [Pseudonyms.withheld])
    #expect(dataset.tables[0]?.rowCount == 1, "what was read stays")
    #expect(dataset.tables[0]?.columns[2]?.text(at: 0) == "139")
  }

  /// An export without a header: the first person is taken for it.
  @Test func aHeaderThatMayBeARecordIsNotTold() throws {
    let dataset = try dataset("7,1990-05-01,13812345678,4\n8,1991-05-01,139,6\n")
    #expect(!dataset.unreadables.isEmpty)
    for fault in dataset.unreadables {
      #expect(!"\(fault.message) \(fault.help ?? "") \(fault.originalText)".contains("13812345678"))
    }
    #expect(dataset.exports[0].unusedFields.allSatisfy { $0 == Pseudonyms.withheld })
  }
}
