internal import Values

extension Function {
  static let temporalFunctions: [Function] = [
    Function(
      "date",
      .init([.init("from", .string)], gives: .date) { arguments in
        read(arguments.string(0), "date", CivilDate.init(_:)) { .date($0) }
      },
      .init([.init("from", day)], gives: .date) { .date($0.day(0)) },
      .init(
        [.init("year", .number), .init("month", .number), .init("day", .number)], gives: .date
      ) { arguments in
        guard let year = arguments.number(0).int, let month = arguments.number(1).int,
          let day = arguments.number(2).int,
          let date = CivilDate(year: year, month: month, day: day)
        else { return .null(.conversion("there is no such date")) }
        return .date(date)
      }),
    Function(
      "date and time",
      .init([.init("from", .string)], gives: .dateTime) { arguments in
        read(
          arguments.string(0), "date and time",
          { DateTime($0) ?? CivilDate($0).map { DateTime(date: $0, time: .midnight) } }
        ) { .dateTime($0) }
      },
      .init([.init("from", .dateTime)], gives: .dateTime) { $0[0] },
      .init([.init("date", day), .init("time", .exactly(.time))], gives: .dateTime) { arguments in
        guard case .time(let time) = arguments[1] else { return arguments[1] }
        return .dateTime(DateTime(date: arguments.day(0), time: time))
      }),
    Function(
      "time",
      .init([.init("from", .string)], gives: .exactly(.time)) { arguments in
        read(arguments.string(0), "time", CivilTime.init(_:)) { .time($0) }
      },
      .init([.init("from", .exactly(.time))], gives: .exactly(.time)) { $0[0] },
      .init([.init("from", .dateTime)], gives: .exactly(.time)) { .time($0.dateTime(0).time) },
      .init([.init("from", .date)], gives: .exactly(.time)) { _ in
        .time(CivilTime(nanosecondOfDay: 0, offset: 0))
      },
      .init(
        [
          .init("hour", .number), .init("minute", .number), .init("second", .number),
          .init("offset", .exactly(.daysTimeDuration), isOptional: true),
        ], gives: .exactly(.time), takesNull: true, time)),
    Function(
      "years and months duration",
      .init([.init("from", day), .init("to", day)], gives: .exactly(.yearsMonthsDuration)) {
        arguments in
        // The time of day does not count: from 31 December 23:59 to 31 December 00:01 is a year.
        .yearsMonthsDuration(arguments.day(1).wholeMonths(since: arguments.day(0)))
      }),
    calendarFunction("day of year", gives: .number) { .number($0.dayOfYear) },
    calendarFunction("day of week", gives: .string) { .string(weekdays[$0.weekday - 1]) },
    calendarFunction("month of year", gives: .string) { .string(months[$0.month - 1]) },
    calendarFunction("week of year", gives: .number) { .number($0.weekOfYear) },
  ]

  private static let day = TypePattern.either([.date, .dateTime])

  private static let weekdays = [
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
  ]
  private static let months = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
  ]

  private static func calendarFunction(
    _ name: String, gives result: TypePattern,
    _ evaluate: @escaping @Sendable (CivilDate) -> Value
  ) -> Function {
    Function(name, .init([.init("date", day)], gives: result) { evaluate($0.day(0)) })
  }

  private static func read<T>(
    _ text: String, _ kind: String, _ parse: (String) -> T?, _ value: (T) -> Value
  ) -> Value {
    parse(text).map(value) ?? .null(.conversion("'\(text.excerpt)' is not a \(kind)"))
  }

  /// A time of its parts; the seconds may have decimals, the offset may be null.
  @Sendable private static func time(_ arguments: Arguments) -> Value {
    if let null = arguments.values.prefix(3).compactMap({ $0 }).first(where: \.isNull) {
      return null
    }
    let nothing = Value.null(.conversion("there is no such time"))
    let seconds = arguments.number(2)
    guard let hour = arguments.number(0).int, let minute = arguments.number(1).int,
      let nanoseconds = seconds.rounded(toScale: 9, .down)?.scaled(to: 9), 0...23 ~= hour,
      0...59 ~= minute, 0..<60_000_000_000 ~= nanoseconds
    else { return nothing }
    var offset: Int32?
    if case .daysTimeDuration(let duration) = arguments.optional(3) {
      guard let whole = duration.totalSeconds.int.flatMap(Int32.init(exactly:)),
        CivilTime.offsets.contains(whole)
      else { return nothing }
      offset = whole
    }
    let day = Int64(hour * 3600 + minute * 60) * CivilTime.nanosecondsPerSecond + nanoseconds
    return .time(CivilTime(nanosecondOfDay: day, offset: offset))
  }
}

extension Function.Arguments {
  /// The day of an argument that is a date or a date and time.
  func day(_ index: Int) -> CivilDate {
    if case .dateTime(let moment) = self[index] { moment.date } else { date(index) }
  }
}
