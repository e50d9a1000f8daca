using Pipeline.Engine.Parameters.Conversion;
using Pipeline.Engine.Parameters.Files;
using Pipeline.Engine.Parameters.Secrets;
using Pipeline.Engine.Suggestions;

namespace Pipeline.Engine.Parameters;

/// <summary>A value as given: words, a variable's text or JSON, with its place. Converts itself.</summary>
internal sealed class GivenValue(ParameterSpec spec, ParameterOrigins origin)
{
    public IReadOnlyList<string>? Words { get; init; }

    public string? Text { get; init; }

    public JsonValue? Json { get; init; }

    /// <summary>The option as typed, the variable's name, or <c>the terminal</c>.</summary>
    public string GivenBy { get; init; } = "";

    public ParameterFile? File { get; init; }

    /// <summary>Where it was given, in words. Made only when a message needs it: in a file, lines must be counted.</summary>
    public string Place => origin switch
    {
        ParameterOrigins.CommandLine => $"the command line ({GivenBy})",
        ParameterOrigins.None => GivenBy,
        _ => File is not null ? File.Place(Json!.Start) : $"the environment variable {GivenBy}",
    };

    /// <summary>The typed value; null with a problem added.</summary>
    public ParameterValue? Convert(List<ParameterProblem> problems)
    {
        if (spec.IsSecret && Text is null && Json is { Kind: JsonKind.String } && SecretText.IsEncrypted(Json.Text))
            return new ParameterValue { Parameter = spec, Value = null, Origin = origin, Source = this, Encrypted = Json.Text };
        try
        {
            return new ParameterValue { Parameter = spec, Value = Allowed(Converted()), Origin = origin, Source = this };
        }
        catch (ConversionException exception)
        {
            problems.Add(Problem(exception));
            return null;
        }
    }

    /// <summary>Adds every text in it that a secret's masking must know.</summary>
    public void AddTexts(HashSet<string> texts)
    {
        if (Text is not null)
            AddTexts(Text, texts);
        else if (Json is not null)
            AddTexts(Json, texts);
        foreach (var word in Words ?? [])
            AddTexts(word, texts);
    }

    // A list, dictionary or record in one text is masked as a whole and by its parts.
    private void AddTexts(string text, HashSet<string> texts)
    {
        SecretText.AddMasked(texts, text, spec.Separator);
        if (spec.Type == typeof(string))
            return;
        if (ValueConversion.Json(text, '[') is { } list)
            AddTexts(list, texts);
        else if (ValueConversion.Json(text, '{') is { } composite)
            AddTexts(composite, texts);
        else if (CollectionShape.IsCollection(spec.Type))
        {
            foreach (var part in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
                SecretText.AddMasked(texts, part[(part.IndexOf('=', StringComparison.Ordinal) + 1)..], spec.Separator);
        }
    }

    private void AddTexts(JsonValue json, HashSet<string> texts)
    {
        if (json.Kind is JsonKind.String or JsonKind.Number)
            SecretText.AddMasked(texts, json.Text, spec.Separator);
        foreach (var item in json.Items)
            AddTexts(item, texts);
        foreach (var member in json.Members)
            AddTexts(member.Value, texts);
    }

    private object? Converted() =>
        Words is not null ? ValueConversion.FromWords(spec.Type, Words, spec.Separator)
        : Text is not null ? ValueConversion.FromVariable(spec.Type, Text, spec.Separator)
        : ValueConversion.FromJson(spec.Type, Json!, spec.Separator);

    // Other types than text know their values themselves; the engine's lists of targets are checked with the positional ones.
    private object? Allowed(object? value)
    {
        if (spec.AllowedValues is null || value is not (string or string[]) || (spec.IsBuiltIn && value is string[]))
            return value;
        var allowed = spec.AllowedValues();
        if (value is string text)
            return Allowed(text, allowed);
        var texts = (string[])value;
        for (var i = 0; i < texts.Length; i++)
            texts[i] = Allowed(texts[i], allowed);
        return texts;
    }

    private static string Allowed(string text, IReadOnlyList<string> allowed)
    {
        foreach (var candidate in allowed)
        {
            if (candidate.Equals(text, StringComparison.OrdinalIgnoreCase))
                return candidate;
        }

        throw new ConversionException($"'{text}'", TypeText.OneOf(allowed)) { Hint = NearMisses.Hint(text, allowed) };
    }

    private ParameterProblem Problem(ConversionException exception)
    {
        if (exception.IsUnsupportedType)
            return new ParameterProblem(ParameterErrors.UnsupportedType, $"Parameter '{spec.Name}' got a value from {Place}, but its type can't be made from text: it needs {exception.Needs}; {exception.Got} has none.");

        var at = exception.Path.Length == 0 ? "" : $" at {exception.Path}";
        var got = spec.IsSecret ? "a value" : exception.Got;
        var hint = spec.IsSecret ? "" : exception.Hint;
        var example = exception.Path.Length == 0 && hint.Length == 0 ? $", e.g. {Example()}" : "";
        return new ParameterProblem(ParameterErrors.WrongType, $"Parameter '{spec.Name}' got {got}{at} from {Place}, but needs {exception.Needs}{example}.{hint}");
    }

    private string Example() => (spec.Origins & ParameterOrigins.CommandLine) != 0 ? TypeText.Example(spec) : $"NUKE_{ParameterName.ToEnvironment(spec.Name)}={TypeText.Example(spec)[(spec.Option.Length + 1)..]}";
}
