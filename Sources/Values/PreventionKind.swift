/// What a preventive measure changes: the way things are done, a system, or what people know.
public enum PreventionKind: String, Sendable, Hashable, CaseIterable {
  case process, system, people
}
