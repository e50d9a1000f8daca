using System.Globalization;
using MongoDB.Bson;
using Pipeline.Embedded.MongoDB.Errors;

namespace Pipeline.Embedded.MongoDB.Values;

/// <summary>
/// Reads and validates a collation document. What MongoDB offers and .NET's ICU binding cannot do is refused with
/// <see cref="ServerError.NotImplemented"/>, never passed over.
/// </summary>
internal static class CollationParser
{
    /// <summary>The version of the collation algorithm that MongoDB 8.0 writes and asks for.</summary>
    public const string Version = "57.1";

    private static readonly HashSet<string> Fields =
        ["locale", "caseLevel", "caseFirst", "strength", "numericOrdering", "alternate", "maxVariable", "normalization", "backwards", "version"];

    /// <summary>Without ICU .NET compares by code unit, and so has "B" before "a".</summary>
    private static readonly bool IsInvariant = CultureInfo.InvariantCulture.CompareInfo.Compare("a", "B") > 0;

    public static Collation? Parse(BsonDocument spec)
    {
        foreach (var name in spec.Names)
        {
            if (!Fields.Contains(name))
                throw new CommandException(40415, $"BSON field 'collation.{name}' is an unknown field.");
        }

        var locale = Text(spec, "locale") ?? throw new CommandException(40414, "BSON field 'collation.locale' is missing but a required field");
        if (locale == "simple")
        {
            return spec.ElementCount == 1
                ? null
                : throw new CommandException(ServerError.BadValue, $"If locale=simple, no other fields should be present in: {ShellText.Of(spec)}");
        }

        if (!CollationLocales.IsKnown(locale))
            throw new CommandException(ServerError.BadValue, $"Field 'locale' is invalid in: {ShellText.Of(spec)}");

        var version = Text(spec, "version");
        if (version is not null && version != Version)
            throw new CommandException(ServerError.IncompatibleCollationVersion, $"Requested collation version {version} but the only available collator version was {Version}. Requested collation spec: {ShellText.Of(spec)}");

        var maxVariable = OneOf(spec, "maxVariable", ["punct", "space"]) ?? "punct";
        var specification = new CollationSpecification
        {
            Locale = locale,
            CaseLevel = Flag(spec, "caseLevel") ?? false,
            CaseFirst = OneOf(spec, "caseFirst", ["upper", "lower", "off"]) ?? CollationLocales.DefaultCaseFirst(locale),
            Strength = Strength(spec),
            NumericOrdering = Flag(spec, "numericOrdering") ?? false,
            Alternate = OneOf(spec, "alternate", ["non-ignorable", "shifted"]) == "shifted"
                ? maxVariable == "punct" ? CollationAlternate.ShiftedPunctuation : CollationAlternate.ShiftedSpace
                : CollationAlternate.NonIgnorable,
            MaxVariable = maxVariable,
            Normalization = Flag(spec, "normalization") ?? false,
            Backwards = Flag(spec, "backwards") ?? CollationLocales.DefaultBackwards(locale),
        };
        RefuseWhatIcuBindingLacks(specification);
        return new Collation(specification);
    }

    private static void RefuseWhatIcuBindingLacks(CollationSpecification specification)
    {
        var lacking =
            IsInvariant
                ? "any collation but 'simple', because this process runs in .NET's invariant-globalization mode (install ICU, or unset DOTNET_SYSTEM_GLOBALIZATION_INVARIANT)"
            : specification.Locale.Contains('@', StringComparison.Ordinal) ? $"the locale variant '{specification.Locale}'"
            : specification.CaseFirst != CollationLocales.DefaultCaseFirst(specification.Locale) ? $"caseFirst '{specification.CaseFirst}' for locale '{specification.Locale}'"
            : specification.Backwards != CollationLocales.DefaultBackwards(specification.Locale) ? $"backwards {(specification.Backwards ? "true" : "false")} for locale '{specification.Locale}'"
            : specification.CaseLevel && specification.Strength == 2 ? "caseLevel with strength 2"
            : specification.Alternate != CollationAlternate.NonIgnorable && specification.Strength > 3 ? $"alternate 'shifted' with strength {specification.Strength}"
            : null;
        if (lacking is not null)
            throw new CommandException(ServerError.NotImplemented, $"The embedded server doesn't support {lacking}.");
    }

    private static int Strength(BsonDocument spec)
    {
        if (!spec.TryGetValue("strength", out var value))
            return 3;

        if (!value.IsNumeric)
            throw WrongType("strength", value, "[int, decimal, double, long]");

        var strength = value.ToDouble();
        return strength is 1 or 2 or 3 or 4 or 5
            ? (int)strength
            : throw new CommandException(ServerError.BadValue, $"Enumeration value '{value}' for field 'collation.strength' is not a valid value.");
    }

    private static bool? Flag(BsonDocument spec, string field)
    {
        if (!spec.TryGetValue(field, out var value))
            return null;

        return value.IsBoolean ? value.AsBoolean : throw WrongType(field, value, "bool");
    }

    private static string? Text(BsonDocument spec, string field)
    {
        if (!spec.TryGetValue(field, out var value))
            return null;

        return value.IsString ? value.AsString : throw WrongType(field, value, "string");
    }

    private static string? OneOf(BsonDocument spec, string field, ReadOnlySpan<string> values)
    {
        var value = Text(spec, field);
        if (value is null || values.Contains(value))
            return value;

        throw new CommandException(ServerError.BadValue, $"Enumeration value '{value}' for field 'collation.{field}' is not a valid value.");
    }

    private static CommandException WrongType(string field, BsonValue value, string expected) =>
        new(ServerError.TypeMismatch, $"BSON field 'collation.{field}' is the wrong type '{BsonTypeName.Of(value)}', expected type{(expected[0] == '[' ? "s " : " ")}'{expected}'");
}
