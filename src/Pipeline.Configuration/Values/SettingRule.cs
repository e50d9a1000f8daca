using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Pipeline.Secrets;

namespace Pipeline.Configuration.Values;

/// <summary>A validation attribute of a setting.</summary>
internal sealed record SettingRule(ValidationAttribute Attribute)
{
    // .NET's own messages, which some attributes have here by default, name the member by {0}.
    private string? Message => Attribute.ErrorMessage is { } message && !message.Contains("{0}", StringComparison.Ordinal) ? message.TrimEnd('.') : null;

    /// <summary>Whether it is all that has to be said: <c>an e-mail address</c> says more than <c>a text</c>.</summary>
    public bool SaysAll => Message is not null || Attribute is AllowedValuesAttribute or EmailAddressAttribute or UrlAttribute || Attribute is SettingRuleAttribute { SaysAll: true };

    /// <summary>What it asks, as it follows "it must be".</summary>
    public string Words(bool isList)
    {
        var unit = isList ? "values" : "characters";
        return Attribute switch
        {
            _ when Message is { } message => message,
            SettingRuleAttribute own => own.Words,
            RangeAttribute range => $"{(range.MinimumIsExclusive ? "more than " : "")}{Text(range.Minimum)} to {(range.MaximumIsExclusive ? "less than " : "")}{Text(range.Maximum)}",
            StringLengthAttribute { MinimumLength: > 0 } length => $"{length.MinimumLength} to {length.MaximumLength} characters",
            StringLengthAttribute length => $"{length.MaximumLength} characters at most",
            MinLengthAttribute least => $"{least.Length} {unit} at least",
            MaxLengthAttribute most => $"{most.Length} {unit} at most",
            LengthAttribute length => $"{length.MinimumLength} to {length.MaximumLength} {unit}",
            AllowedValuesAttribute allowed => Choice(allowed.Values),
            DeniedValuesAttribute denied => $"not {Choice(denied.Values)}",
            RegularExpressionAttribute pattern => $"matching {pattern.Pattern}",
            EmailAddressAttribute => "an e-mail address",
            UrlAttribute => "an http, https or ftp URL",
            _ => $"accepted by {Attribute.GetType().Name}",
        };
    }

    /// <summary>Whether a value keeps it. On a list, a rule about length counts the values; any other holds for each.</summary>
    public bool Accepts(object value, object group, string property)
    {
        if (value is IEnumerable list and not string && !CountsValues)
            return list.Cast<object>().All(x => Keeps(x, group, property));
        return Keeps(value, group, property);
    }

    private bool CountsValues => Attribute is MinLengthAttribute or MaxLengthAttribute or LengthAttribute;

    private bool Keeps(object value, object group, string property)
    {
        try
        {
            return Attribute.GetValidationResult(value is Secret secret ? secret.Reveal() : value, new ValidationContext(group) { MemberName = property }) == ValidationResult.Success;
        }
        catch (OverflowException)
        {
            // RangeAttribute of int, asked about a larger long.
            return false;
        }
    }

    private static string Choice(IEnumerable values)
    {
        string[] texts = [.. values.Cast<object?>().Select(Text)];
        return texts.Length == 1 ? texts[0] : $"{string.Join(", ", texts[..^1])} or {texts[^1]}";
    }

    private static string Text(object? value) => value is TimeSpan time ? time.ToString("c", CultureInfo.InvariantCulture) : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
