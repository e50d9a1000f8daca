using System.Text.Json;
using System.Text.Json.Serialization;
using Pipeline.Errors;

namespace Pipeline.Migrations.Planning;

/// <summary>A plan as JSON.</summary>
internal static class PlanFile
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static string Write(MigrationPlan plan) => JsonSerializer.Serialize(plan, s_options);

    public static byte[] Canonical(MigrationPlan plan) => JsonSerializer.SerializeToUtf8Bytes(
        plan with { Findings = [], Steps = [.. plan.Steps.Select(x => x with { IndexCosts = [] })] }, s_options);

    public static MigrationPlan Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<MigrationPlan>(json, s_options) ?? throw new JsonException("It is null.");
        }
        catch (JsonException exception)
        {
            throw new PipelineException(MigrationErrors.PlanUnreadable, $"The plan can't be read: {exception.Message} Plan again.", exception) { ExitCode = 2 };
        }
    }
}
