using Pipeline.Configuration.Cataloguing;
using Pipeline.Errors;
using Pipeline.Secrets;

namespace Pipeline.Configuration.Binding;

/// <summary>All that is wrong with the variables, in the order of the catalogue.</summary>
internal sealed class SettingMistakes
{
    private readonly List<string> lines = [];

    public int Count => lines.Count;

    public void Add(SettingProperty setting, string message) => lines.Add($"{setting.Variable} {message}");

    /// <summary>What the options class itself finds.</summary>
    public void AddChecks(SettingGroup group, object options, string environment)
    {
        if (options is not ISettingChecks checks)
            return;
        foreach (var problem in checks.Check(environment))
        {
            var setting = group.Properties.FirstOrDefault(x => x.Property.Name == problem.Property)
                ?? throw new InvalidOperationException($"{group.Type.Name}.{nameof(ISettingChecks.Check)} names '{problem.Property}', which is no setting of it. Use nameof.");
            Add(setting, Masked(problem.Message, group, options));
        }
    }

    public void ThrowIfAny()
    {
        if (lines.Count > 0)
            throw new PipelineException(ConfigurationErrors.InvalidSettings, $"The settings are invalid:{string.Concat(lines.Select(x => $"{Environment.NewLine}  - {x}"))}") { ExitCode = 2 };
    }

    // The author of a check is told not to, but a mistake here would print a password.
    private static string Masked(string message, SettingGroup group, object options) => group.Properties
        .Select(x => x.Property.GetValue(options) as Secret)
        .Where(x => x is { IsEmpty: false })
        .Aggregate(message, (text, secret) => text.Replace(secret!.Reveal(), Secret.Mask, StringComparison.Ordinal));
}
