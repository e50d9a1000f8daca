using System.Globalization;
using AgentKit.Server.Json;
using AgentKit.Server.Problems;

namespace AgentKit.Server.Paging;

/// <summary>Reads a request's query parameters and collects what is wrong with them, one that isn't known or comes twice included.</summary>
internal sealed class QueryReader(HttpContext context)
{
    private readonly HashSet<string> known = new(StringComparer.Ordinal);
    private readonly List<FieldError> errors = [];

    public string? Text(string name, int maxLength)
    {
        known.Add(name);
        var values = context.Request.Query[name];
        if (values.Count == 0)
            return null;
        if (values is [{ Length: > 0 } text] && text.Length <= maxLength && TextForm.Line.IsMatch(text))
            return text;
        errors.Add(new FieldError(name, $"Send it once, with 1 to {maxLength} characters."));
        return null;
    }

    public T? Choice<T>(string name)
        where T : struct, Enum
    {
        var text = Text(name, 50);
        if (text is null)
            return null;
        if (SnakeCase.TryParse<T>(text, out var value))
            return value;
        errors.Add(new FieldError(name, $"It must be one of {string.Join(", ", Enum.GetValues<T>().Select(x => SnakeCase.Of(x)))}."));
        return null;
    }

    public int? WholeNumber(string name, int least, int most)
    {
        var text = Text(name, 10);
        if (text is null)
            return null;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        errors.Add(new FieldError(name, $"It must be a whole number from {least} to {most}."));
        return null;
    }

    public DateTimeOffset? Time(string name)
    {
        var text = Text(name, 40);
        if (text is null)
            return null;
        if (Rfc3339.TryParse(text, out var time))
            return time;
        errors.Add(new FieldError(name, "It must be a time as RFC 3339 says, such as 2026-11-23T12:00:00Z; a + in its offset is written %2B."));
        return null;
    }

    /// <exception cref="ProblemException">400 with every error.</exception>
    public void ThrowIfInvalid()
    {
        errors.AddRange(context.Request.Query.Keys.Where(x => !known.Contains(x)).Select(x => new FieldError(x.Length > 64 ? $"{x[..64]}…" : x, "There is no such parameter.")));
        if (errors.Count > 0)
            throw new ProblemException(Problem.InvalidQuery(errors));
    }
}
