/// How bad a finding is; the worst is the greatest.
public enum Severity: String, CaseIterable, Hashable, Sendable, Comparable {
  case info, minor, major, critical

  public static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }

  private var rank: Int { Severity.allCases.firstIndex(of: self)! }
}
