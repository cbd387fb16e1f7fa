import Entities

/// The relations along which records are looked at for some subjects, as a tree: what several ways begin with is gone
/// once.
struct PartTree: Sendable {
  /// A relation that is gone from where others have led.
  struct Step: Sendable {
    /// The step that leads to where this one begins; nil where that is the subject.
    var before: Int?
    /// By its number in the model.
    var relation: Int
    var target: Int
  }

  /// The entity of the subjects.
  let entity: Int
  /// Each after the one that it goes on from.
  private(set) var steps: [Step] = []

  /// - Parameter ways: relations by their numbers, one after the other.
  init(from entity: Int, along ways: some Sequence<[Int]>, of model: Model) {
    self.entity = entity
    var numbers: [[Int]: Int] = [:]
    for way in ways {
      var before: Int?
      for end in way.indices {
        let beginning = Array(way[...end])
        if let known = numbers[beginning] {
          before = known
          continue
        }
        steps.append(
          Step(before: before, relation: way[end], target: model.relations[way[end]].to))
        before = steps.count - 1
        numbers[beginning] = before
      }
    }
  }

  /// The entity at which a step begins.
  func origin(of step: Int) -> Int { steps[step].before.map { steps[$0].target } ?? entity }

  var relations: Set<Int> { Set(steps.map(\.relation)) }
  var entities: Set<Int> { Set(steps.map(\.target) + [entity]) }
}

extension Model {
  /// The relations that lead from an entity's records to their cases; none where they have no case.
  func wayToCase(from entity: Int) -> [Int] { casePaths[entity] ?? [] }
}
