using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Expressions;

/// <summary>
/// A sum of numbers in the widest of their types: ints stay an int while they fit, a long that overflows becomes a double, and doubles
/// are added with compensation, as <c>$sum</c> and <c>$avg</c> do.
/// </summary>
internal sealed class NumberSum
{
    private Int128 _whole;
    private double _sum;
    private double _compensation;
    private Decimal128 _decimal = Decimals.Zero;
    private BsonType _widest = BsonType.Int32;

    public BsonValue Value => _widest switch
    {
        BsonType.Decimal128 => new BsonDecimal128(Decimal),
        BsonType.Double => new BsonDouble(Double),
        BsonType.Int64 when _whole < long.MinValue || _whole > long.MaxValue => new BsonDouble((double)_whole),
        BsonType.Int32 when _whole < long.MinValue || _whole > long.MaxValue => new BsonDouble((double)_whole),
        BsonType.Int64 => new BsonInt64((long)_whole),
        _ => Numbers.IntOrLong((long)_whole, isLong: false),
    };

    public bool IsDecimal => _widest == BsonType.Decimal128;

    public double Double => (double)_whole + (double.IsFinite(_sum) ? _sum + _compensation : _sum);

    public Decimal128 Decimal
    {
        get
        {
            var whole = Decimals.Add(_decimal, Decimal128.Parse(_whole.ToString(System.Globalization.CultureInfo.InvariantCulture)));
            return _sum == 0 && _compensation == 0 ? whole : Decimals.Add(whole, Decimals.FromDouble(_sum + _compensation));
        }
    }

    /// <returns><see langword="false"/> when <paramref name="value"/> is no number, and nothing was added.</returns>
    public bool TryAdd(BsonValue? value) => Change(value, 1);

    /// <summary>Takes back what was added, where a window moves on.</summary>
    public bool TryRemove(BsonValue? value) => Change(value, -1);

    private bool Change(BsonValue? value, int sign)
    {
        switch (value)
        {
            case BsonInt32 number:
                _whole += sign * number.Value;
                return true;
            case BsonInt64 number:
                _whole += (Int128)sign * number.Value;
                Widen(BsonType.Int64);
                return true;
            case BsonDouble number:
                AddCompensated(sign * number.Value);
                Widen(BsonType.Double);
                return true;
            case BsonDecimal128 number:
                _decimal = Decimals.Add(_decimal, sign > 0 ? number.Value : Decimals.Negate(number.Value));
                Widen(BsonType.Decimal128);
                return true;
            default:
                return false;
        }
    }

    // Neumaier's variant of Kahan's summation.
    private void AddCompensated(double value)
    {
        var sum = _sum + value;
        _compensation += Math.Abs(_sum) >= Math.Abs(value) ? _sum - sum + value : value - sum + _sum;
        _sum = sum;
    }

    private void Widen(BsonType type)
    {
        if (Rank(type) > Rank(_widest))
            _widest = type;
    }

    private static int Rank(BsonType type) => type switch
    {
        BsonType.Int32 => 0,
        BsonType.Int64 => 1,
        BsonType.Double => 2,
        _ => 3,
    };
}
