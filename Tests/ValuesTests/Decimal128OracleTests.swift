import Foundation
import Testing

@testable import Values

/// Compares with Python's `decimal` in a context of decimal128.
@Suite struct Decimal128OracleTests {
  /// PAICHA_SEED runs other operations than the usual ones.
  static let seed = ProcessInfo.processInfo.environment["PAICHA_SEED"] ?? "20250930"

  @Test func seededOperationsAgreeWithPython() throws {
    guard let lines = Python.lines(of: Self.script, arguments: [Self.seed]) else {
      Python.reportNotRun("Decimal128 against Python's decimal")
      return
    }
    var counts: [String: Int] = [:]
    for line in lines {
      let fields = line.split(separator: " ").map(String.init)
      try #require(fields.count == 4, "the script prints operation, two operands and a result")
      let a = try #require(Decimal128(fields[1]))
      let b = try #require(Decimal128(fields[2]))
      counts[fields[0], default: 0] += 1
      let result = Self.result(of: fields[0], a, b)
      #expect(result == fields[3], "seed \(Self.seed): \(line)")
    }
    let kinds = counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
    print("Python's decimal, seed \(Self.seed): \(lines.count) operations, \(kinds)")
    #expect(lines.count > 13_000)
  }

  private static func result(of operation: String, _ a: Decimal128, _ b: Decimal128) -> String {
    let number: Decimal128? =
      switch operation {
      case "add": a.adding(b)
      case "subtract": a.subtracting(b)
      case "multiply": a.multiplied(by: b)
      case "divide": a.divided(by: b)
      case "remainder": a.remainder(dividingBy: b)
      case "modulo": a.modulo(b)
      case "quantize": a.quantized(toExponent: b.exponent)
      case "sqrt": a.squareRoot()
      case "power": a.raised(to: b)
      case "reduce": a.reduced
      default: roundings[operation].flatMap { a.rounded(toScale: b.int!, $0) }
      }
    switch operation {
    case "compare": return "\(a.compare(b))"
    case "less": return "\(a < b)"
    case "int": return a.scaled(to: b.int!).map { "\($0)" } ?? "nil"
    case "text": return a.description
    case "power":
      // Python's powers keep other zeros at the end; the number is what counts.
      return number?.reduced.scientificDescription ?? "nil"
    default: return number?.scientificDescription ?? "nil"
    }
  }

  private static let roundings: [String: RoundingRule] = [
    "ROUND_HALF_EVEN": .halfEven, "ROUND_HALF_UP": .halfUp, "ROUND_HALF_DOWN": .halfDown,
    "ROUND_UP": .up, "ROUND_DOWN": .down, "ROUND_FLOOR": .floor, "ROUND_CEILING": .ceiling,
  ]

  private static let script = #"""
    import decimal, random, sys
    from decimal import Decimal
    random.seed(int(sys.argv[1]))
    ctx = decimal.Context(prec=34, rounding=decimal.ROUND_HALF_EVEN, Emin=-6143, Emax=6144,
                          clamp=1, traps=[])
    wide = decimal.Context(prec=150, Emin=-10**9, Emax=10**9, traps=[])

    def digits(count):
        style = random.random()
        if style < 0.15: return '9' * count
        if style < 0.30: return '1' + '0' * (count - 1)
        if style < 0.40: return str(random.randint(1, 9)) + '0' * (count // 2) + '5'
        return str(random.randint(0, 10 ** count - 1))

    def number(kind):
        sign = random.choice(['', '-'])
        if kind == 'money': return f'{sign}{random.randint(0, 10**7)}.{random.randint(0, 99):02d}'
        if kind == 'small': return f'{sign}{random.randint(0, 20)}E{random.randint(-3, 3)}'
        if kind == 'long':
            return f'{sign}{digits(random.randint(15, 34))}E{random.randint(-40, 40)}'
        if kind == 'far': return f'{sign}{digits(random.randint(1, 34))}E{random.randint(-90, 90)}'
        return f'{sign}{digits(random.randint(1, 34))}E{random.randint(-6176, 6111)}'

    def pair():
        kind = random.choice(['money', 'small', 'long', 'long', 'far', 'far', 'edge'])
        a = ctx.create_decimal(number(kind))
        if kind == 'edge' and random.random() < 0.7:
            exponent = random.choice([-6176, -3088, 0, 3055, 6111]) + random.randint(-40, 40)
            b = ctx.create_decimal(f'{digits(random.randint(1, 34))}E{exponent}')
        else:
            b = ctx.create_decimal(number(random.choice([kind, kind, 'money'])))
        if not (a.is_finite() and b.is_finite()): return pair()
        return (a, b) if random.random() < 0.5 else (b, a)

    def shown(value):
        return str(value) if value.is_finite() else 'nil'

    def emit(operation, a, b, result):
        if a.is_finite() and b.is_finite(): print(operation, a, b, result)

    def modulo(a, b):
        rest = ctx.remainder(a, b)
        if rest.is_finite() and rest != 0 and rest.is_signed() != b.is_signed():
            rest = ctx.add(rest, b)
        return rest

    def rounded(a, scale, rule):
        if a.as_tuple().exponent >= -scale: return a
        exact = a.quantize(Decimal((0, (1,), -scale)), rule, decimal.Context(
            prec=150, Emin=-10**9, Emax=10**9, traps=[]))
        return ctx.plus(exact) if exact != 0 else ctx.create_decimal(exact)

    def integer(a, scale):
        exact = a.scaleb(scale, wide)
        if exact != exact.to_integral_value(context=wide): return 'nil'
        return int(exact) if -2**63 <= exact < 2**63 else 'nil'

    def plain(a):
        sign, _, exponent = a.as_tuple()
        if a == 0 and exponent >= 0: return '0'
        text = format(a, 'f') if a != 0 else format(abs(a), 'f')
        if len(text.replace('-', '').replace('.', '')) > 40: return str(a if a != 0 else abs(a))
        return text

    for _ in range(900):
        a, b = pair()
        emit('add', a, b, shown(ctx.add(a, b)))
        emit('subtract', a, b, shown(ctx.subtract(a, b)))
        emit('multiply', a, b, shown(ctx.multiply(a, b)))
        emit('divide', a, b, shown(ctx.divide(a, b)))
        emit('remainder', a, b, shown(ctx.remainder(a, b)))
        emit('modulo', a, b, shown(modulo(a, b)))
        emit('compare', a, b, ctx.compare(a, b))
        emit('less', a, b, 'true' if a < b else 'false')
        emit('sqrt', a, b, shown(ctx.sqrt(a)))
        emit('text', a, b, plain(a))
        emit('reduce', a, b, ctx.normalize(a))
    for _ in range(300):
        a, b = pair()
        # Numbers close together: what cancels out, and ties.
        b = ctx.add(a, ctx.create_decimal(f'{random.randint(-9, 9)}E{a.adjusted() - 34}'))
        emit('subtract', a, b, shown(ctx.subtract(a, b)))
        emit('divide', a, b, shown(ctx.divide(a, b)))
        emit('compare', a, b, ctx.compare(a, b))
    for _ in range(900):
        a, _ = pair()
        scale = random.choice([0, 1, 2, 4, random.randint(-45, 45)])
        rule = random.choice('HALF_EVEN HALF_UP HALF_DOWN UP DOWN FLOOR CEILING'.split())
        if random.random() < 0.4:
            a = ctx.create_decimal(f'{random.randint(-500, 500)}E{-scale - 2}')
        emit(f'ROUND_{rule}', a, Decimal(scale), shown(rounded(a, scale, f'ROUND_{rule}')))
        places = ctx.create_decimal(f'1E{-scale}')
        emit('quantize', a, places, shown(a.quantize(places, context=ctx)))
        emit('int', a, Decimal(scale), integer(a, scale))
    for _ in range(500):
        kind = random.random()
        if kind < 0.3: a, n = number('small'), random.randint(-40, 40)
        elif kind < 0.6: a, n = f'1.{random.randint(0, 99999):05d}', random.randint(-4000, 4000)
        elif kind < 0.9: a, n = number('far'), random.randint(-12, 12)
        else: a, n = number('edge'), random.randint(-5, 5)
        a = ctx.create_decimal(a)
        if not a.is_finite(): continue
        power = wide.power(a, abs(n))
        if n < 0: power = wide.divide(Decimal(1), power)
        emit('power', a, Decimal(n), shown(ctx.normalize(power)))
    """#
}
