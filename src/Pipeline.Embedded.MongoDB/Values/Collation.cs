using System.Globalization;
using System.Text;
using MongoDB.Bson;

namespace Pipeline.Embedded.MongoDB.Values;

/// <summary>How strings are compared. <see langword="null"/> stands for the simple, binary comparison wherever a collation is asked for.</summary>
/// <remarks>
/// The comparison is ICU's, through .NET. Source: https://www.mongodb.com/docs/manual/reference/collation/.
/// </remarks>
internal sealed record Collation
{
    private readonly CompareInfo _comparer;
    private readonly CompareOptions _options;

    internal Collation(CollationSpecification specification)
    {
        Specification = specification;
        _comparer = CultureInfo.GetCultureInfo(specification.Locale.Replace('_', '-')).CompareInfo;
        _options = Options(specification);
    }

    public CollationSpecification Specification { get; }

    public string Locale => Specification.Locale;

    /// <returns><see langword="null"/> for the simple comparison: no specification, an empty one, or <c>{locale: "simple"}</c>.</returns>
    public static Collation? Parse(BsonDocument? spec) => spec is null || spec.ElementCount == 0 ? null : CollationParser.Parse(spec);

    public int Compare(string left, string right)
    {
        var order = _comparer.Compare(Prepare(left), Prepare(right), _options);
        return order != 0 || Specification.Strength < 5
            ? order
            : StringOrder.Compare(left.Normalize(NormalizationForm.FormD), right.Normalize(NormalizationForm.FormD));
    }

    public bool Equals(string left, string right) =>
        string.Equals(left, right, StringComparison.Ordinal) || Compare(left, right) == 0;

    /// <summary>Bytes whose order is that of the strings.</summary>
    public byte[] SortKey(string value)
    {
        var key = _comparer.GetSortKey(Prepare(value), _options).KeyData;
        // ICU's key ends with its only zero byte, so what follows decides only between keys that are equal.
        return Specification.Strength < 5 ? key : [.. key, .. Encoding.UTF8.GetBytes(value.Normalize(NormalizationForm.FormD))];
    }

    public int GetHashCode(string value) => _comparer.GetHashCode(Prepare(value), _options);

    /// <summary>The full form, as <c>listIndexes</c> and <c>listCollections</c> show it.</summary>
    public BsonDocument ToBson() => Specification.ToBson();

    public bool Equals(Collation? other) => other is not null && Specification == other.Specification;

    public override int GetHashCode() => Specification.GetHashCode();

    private static CompareOptions Options(CollationSpecification specification)
    {
        var options = specification.Strength switch
        {
            1 when specification.CaseLevel => CompareOptions.IgnoreNonSpace,
            1 => CompareOptions.IgnoreNonSpace | CompareOptions.IgnoreCase,
            2 => CompareOptions.IgnoreCase,
            _ => CompareOptions.None,
        };
        return specification.NumericOrdering ? options | CompareOptions.NumericOrdering : options;
    }

    private string Prepare(string value)
    {
        if (Specification.Alternate != CollationAlternate.NonIgnorable)
            value = WithoutIgnored(value);
        return Specification.Normalization ? value.Normalize(NormalizationForm.FormD) : value;
    }

    /// <summary>What a shifted collation ignores is left out; up to strength 3 that is the same.</summary>
    private string WithoutIgnored(string value)
    {
        var kept = new StringBuilder(value.Length);
        foreach (var rune in value.EnumerateRunes())
        {
            if (!IsIgnored(rune))
                kept.Append(rune.ToString());
        }

        return kept.Length == value.Length ? value : kept.ToString();
    }

    private bool IsIgnored(Rune rune) =>
        Rune.IsWhiteSpace(rune) || (Specification.Alternate == CollationAlternate.ShiftedPunctuation && Rune.IsPunctuation(rune));
}
