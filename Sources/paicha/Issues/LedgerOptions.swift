import Diagnostics
import Findings
import Glibc
import Inspection
import Ledger
import Reports
import Rules
import Values

/// The options that all commands on the ledger take.
enum LedgerOptions {
  static let reading =
    common + [
      Option("--mask", nil, "show pseudonyms instead of data on persons in the keys of documents"),
      Option("--mask-key", "FILE", "the secret they are made by (default: mask.key)"),
    ]
  static let writing =
    common + [Option("--by", "NAME", "who does it (default: the name of the login)")]

  private static let common = [
    Option("--ledger", "FOLDER", "where issues are followed over time (default: ledger)"),
    Option("--rules", "FOLDER", "names of rules and departments (default: Rules, if there is one)"),
    Option("--lang", "LANGUAGE", "zh-Hans, zh-Hant or en (zh-Hans)"),
    Option("--on", "DATE", "the day that counts as today (default: today)"),
  ]
}

extension Arguments {
  var ledgerFolder: String { self["--ledger"] ?? "ledger" }

  /// The day of the command.
  var today: CivilDate {
    get throws(Refusal) {
      let given = try read("--on", "a date such as 2025-10-09", { CivilDate($0) })
      return given ?? .today
    }
  }

  /// Who gives the command.
  ///
  /// - Throws: when nobody can be named: what is done to an issue has to be answered for.
  var person: String {
    get throws(Refusal) {
      let login = getpwuid(getuid()).flatMap { $0.pointee.pw_name }.map { String(cString: $0) }
      if let name = self["--by"] ?? login, name.contains(where: { !$0.isWhitespace }) {
        return name
      }
      throw Refusal(
        Diagnostic("missing-option", "--by is missing", help: "say who does it, such as --by Chen"))
    }
  }

  /// What rules and departments are called; ids where no rules can be read.
  var issueNames: IssueNames {
    get throws(Refusal) {
      guard let facts = try rulesOfProject else { return IssueNames([]) }
      return IssueNames(facts)
    }
  }

  /// The facts of the project's rules; nil when no folder is given and none can be read in the usual place:
  /// the ledger can be worked on while rules are being changed.
  var rulesOfProject: [RuleFacts]? {
    get throws(Refusal) {
      let folder = self["--rules"] ?? "Rules"
      do throws(Refusal) {
        let project = try Project(folder: folder)
        return project.rules.rules.map { RuleFacts($0, in: project.rules, project.model) }
      } catch {
        if self["--rules"] == nil { return nil }
        throw error
      }
    }
  }
}

extension IssueLedger {
  /// The issues that arguments name by the beginnings of their ids, each once.
  ///
  /// - Throws: every one that names none, or several.
  func issues(named prefixes: [String]) throws(Refusal) -> [IssueRecord] {
    if prefixes.isEmpty {
      throw Refusal(
        Diagnostic(
          "missing-argument", "no issue is named",
          help: "give its id or the first letters of it; 'paicha issues list' shows them"))
    }
    var found: [IssueRecord] = []
    var named: Set<String> = []
    var faults: [Diagnostic] = []
    for prefix in prefixes {
      let ids = ids(beginningWith: prefix)
      if ids.count == 1 {
        if named.insert(ids[0]).inserted { found.append(record(ids[0])!) }
      } else if ids.isEmpty {
        faults.append(
          Diagnostic(
            "unknown-issue", "the ledger has no issue '\(prefix)'",
            help: "'paicha issues list --status all' shows them"))
      } else {
        faults.append(
          Diagnostic(
            "ambiguous-issue", "\(ids.count) issues begin with '\(prefix)'",
            help: "give more of it: \(ids.prefix(3).joined(separator: ", "))"))
      }
    }
    if !faults.isEmpty { throw Refusal(faults) }
    return found
  }
}
