import Findings
import Values

/// `coverage.json`: what was read, how it hung together, and what was not checked.
struct CoverageJSON: Renderer {
  static let fileName = "coverage.json"
  static let tellsOfLedger = false

  private let report: MonthlyReport

  static func annex(of report: MonthlyReport) -> Annex? {
    Annex(name: fileName, holds: .annexCoverage, count: report.coverage.exports.count)
  }

  init(report: MonthlyReport, language: Language) {
    self.report = report
  }

  func write(to buffer: inout OutputBuffer) {
    JSONWriter.write(to: &buffer, .indented) { json in
      json.object { json in
        json.member("period", report.period.description)
        json.member("isComplete", report.gaps.isEmpty)
        json.sources(of: report.coverage)
        json.relations(of: report.coverage)
        json.rejectGroups(of: report)
        json.gaps(of: report)
      }
    }
    buffer.append("\n")
  }
}

extension JSONWriter {
  mutating func sources(of coverage: Coverage) {
    objects("exports", coverage.exports) { json, export in
      json.member("file", export.file)
      json.member("source", export.source)
      json.member("format", export.format)
      json.member("encoding", export.encoding)
      json.member("encodingReason", export.encodingReason)
      json.member("bytes", export.byteCount)
      json.member("sha256", export.sha256)
      if export.files.count > 1 {
        json.objects("files", export.files) { json, file in
          json.member("file", file.name)
          json.member("bytes", file.byteCount)
          json.member("sha256", file.sha256)
        }
      }
      json.member("copyOf", export.copyOf)
      json.objects("records", export.records) { json, records in
        json.member("entity", records.entity)
        json.member("label", records.label)
        json.member("count", records.count)
      }
      json.member("rejectedRecords", export.rejectedRecords)
      json.member("rejectedValues", export.rejectedValues)
      json.objects("controlTotals", export.controlTotals) { $0.members(of: $1) }
      json.strings("unusedFields", export.unusedFields)
      json.object("rowsSetAside") { json in
        json.member("repeatedHeaders", export.setAside.repeatedHeaders)
        json.member("blank", export.setAside.blankRows)
        json.member("notesBelowTotals", export.setAside.notes)
      }
    }
  }

  mutating func members(of total: ControlTotal) {
    member("statedIn", total.file)
    member("field", total.field)
    member("label", total.label)
    member("stated", total.stated)
    member("computed", total.computed)
    member("agrees", total.agrees)
    member("line", total.line)
  }

  mutating func relations(of coverage: Coverage) {
    objects("relations", coverage.relations) { json, relation in
      json.member("name", relation.name)
      json.member("label", relation.label)
      json.member("from", relation.fromCount)
      json.member("to", relation.toCount)
      json.member("matched", relation.matched)
      json.member("withoutKey", relation.withoutKey)
      json.member("unmatched", relation.unmatched)
      json.member("ambiguous", relation.ambiguous)
      json.member("orphans", relation.orphans)
      json.member("duplicateKeys", relation.duplicateKeys)
    }
  }

  mutating func rejectGroups(of report: MonthlyReport) {
    objects("rejects", report.rejectGroups) { json, group in
      json.member("file", group.file)
      json.member("code", group.code)
      json.member("extent", group.extent.rawValue)
      json.member("column", group.column)
      json.member("count", group.count)
      json.member("firstLine", group.firstLine)
      json.member("lastLine", group.lastLine)
      json.member("message", group.message)
    }
  }

  mutating func gaps(of report: MonthlyReport) {
    let gaps = report.gaps
    object("notChecked") { json in
      json.objects("rulesNotRun", gaps.rulesNotRun) { json, rule in
        json.member("rule", rule.facts.id)
        json.member("title", rule.facts.title)
        json.member("reason", rule.notRun)
      }
      json.objects("kpisNotComputed", gaps.kpisNotComputed) { json, kpi in
        json.member("kpi", kpi.id)
        json.member("title", kpi.title)
        json.member("reason", kpi.notRun)
      }
      json.objects("undecidedRules", gaps.undecidedRules) { json, rule in
        json.member("rule", rule.facts.id)
        json.member("title", rule.facts.title)
        json.member("undetermined", rule.counts.undetermined)
        json.member("subjects", rule.counts.subjects)
      }
      json.objects("missingSources", gaps.missingSources) { json, source in
        json.member("source", source.id)
        json.member("entity", source.entityLabel)
        json.strings("patterns", source.patterns)
      }
      json.strings("unrecognisedFiles", gaps.unrecognisedFiles)
      json.strings("emptyExports", gaps.emptyExports.map(\.file))
      json.objects("disagreeingTotals", gaps.disagreeingTotals) { json, total in
        json.member("file", total.file)
        json.members(of: total.total)
      }
      json.member("rejectedRecords", gaps.rejectedRecords)
      json.member("rejectedValues", gaps.rejectedValues)
      json.objects("cutFiles", gaps.cutFiles) { json, reject in
        json.member("file", reject.file)
        json.member("line", reject.line)
        json.member("code", reject.code)
        json.member("message", reject.message)
      }
      json.strings("rulesWithoutSubject", gaps.rulesWithoutSubject.map(\.facts.id))
    }
  }
}
