using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pipeline.Configuration.Drift;

/// <summary>What was compared, and what came of it.</summary>
public sealed record DriftReport
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>The service whose settings they are.</summary>
    public required string Service { get; init; }

    /// <summary>What was compared with the settings: <c>manifests of production: 14 variables</c>.</summary>
    public required IReadOnlyList<string> Compared { get; init; }

    /// <summary>What couldn't be compared, each with the reason. It is not a pass.</summary>
    public required IReadOnlyList<string> NotEvaluated { get; init; }

    /// <summary>What disagrees; none is a pass.</summary>
    public required IReadOnlyList<DriftFinding> Findings { get; init; }

    /// <summary>As lines for people.</summary>
    public IReadOnlyList<string> ToLines() =>
    [
        .. Compared.Select(x => $"compared       {x}"),
        .. NotEvaluated.Select(x => $"not evaluated  {x}"),
        .. Findings.Select(x => $"DRIFT          {x}"),
    ];

    /// <summary>As JSON, for other programs.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Options);
}
