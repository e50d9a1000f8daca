using Pipeline.Configuration.Cataloguing;
using Pipeline.Errors;
using Pipeline.Secrets;

namespace Pipeline.Configuration.Binding;

/// <summary>Makes options of environment variables. It reads nothing itself; an empty variable counts as not set.</summary>
public static class SettingsBinder
{
    /// <summary>
    /// Fills and checks every options class of a catalogue. A secret may be given by a reference (<c>secret://name</c>); what refers is listed in
    /// <see cref="BoundSettings.References"/> and filled by <see cref="BoundSettings.ResolveAsync"/>, once the store that other settings name is open.
    /// </summary>
    /// <param name="catalogue">The settings.</param>
    /// <param name="variables">All environment variables, of others too.</param>
    /// <param name="environment">The environment that the service runs in, for <see cref="SettingAttribute.RequiredIn"/>: <c>Production</c>.</param>
    /// <exception cref="PipelineException">PIPE9401, exit code 2: the message names every variable that is missing or wrong, and what it must be. No secret is in it.</exception>
    public static BoundSettings Bind(SettingCatalogue catalogue, IReadOnlyDictionary<string, string> variables, string environment)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        ArgumentNullException.ThrowIfNull(variables);
        ArgumentNullException.ThrowIfNull(environment);

        var mistakes = new SettingMistakes();
        var references = new Dictionary<string, SecretReference>();
        var groups = new Dictionary<Type, object>();
        List<string> given = [.. variables.Where(x => x.Value.Length > 0).Select(x => x.Key)];
        foreach (var group in catalogue.Groups)
        {
            var options = group.New();
            var (before, referencesBefore) = (mistakes.Count, references.Count);
            foreach (var setting in group.Properties)
            {
                if (variables.TryGetValue(setting.Variable, out var text) && text.Length > 0)
                    Set(setting, text, options, references, mistakes);
                else if (setting.Description.IsRequiredIn(environment))
                    mistakes.Add(setting, Missing(setting, environment, catalogue, given));
            }

            if (mistakes.Count == before && references.Count == referencesBefore)
                mistakes.AddChecks(group, options, environment);
            groups[group.Type] = options;
        }

        mistakes.ThrowIfAny();
        return new BoundSettings(catalogue.Groups, groups, environment, references, [.. UnknownVariables.Find(catalogue.Settings, given)], isResolved: false);
    }

    private static void Set(SettingProperty setting, string text, object options, Dictionary<string, SecretReference> references, SettingMistakes mistakes)
    {
        if (SettingReference.Is(text) && setting.Description.AllowsReference)
        {
            if (SettingReference.Read(text) is { } reference)
                references[setting.Variable] = reference;
            else
                mistakes.Add(setting, $"begins with {SettingReference.Scheme} and is no reference; it must be {SettingReference.Scheme} and a secret's name: lower-case letters, digits, - and _, with / between segments, and # before a key of a JSON value. For example: {SettingReference.Scheme}agentkit/production/area/name");
        }
        else if (SettingReference.Is(text))
        {
            mistakes.Add(setting, setting.IsSecret
                ? "is a reference to the secret store, and is needed to open that; it must be the value itself."
                : $"is a reference to the secret store, and is no secret; it must be the value itself: {setting.Description.Type}.{Example(setting)}");
        }
        else if (setting.Read(text, options) is { } value)
        {
            setting.Property.SetValue(options, value);
        }
        else
        {
            mistakes.Add(setting, $"is {ShownValue.Of(setting, text)}; it must be {setting.Description.Type}.{Example(setting)}");
        }
    }

    private static string Missing(SettingProperty setting, string environment, SettingCatalogue catalogue, List<string> given)
    {
        var known = catalogue.Settings.Select(x => x.Name).ToHashSet(StringComparer.Ordinal);
        var meant = NearMiss.Of(setting.Variable, given.Where(x => !known.Contains(x)).Select(x => x.ToUpperInvariant())) is { } near
            ? $" {given.First(x => x.Equals(near, StringComparison.OrdinalIgnoreCase))} is set: was {setting.Variable} meant?"
            : "";
        return $"isn't set, and is required in {environment}; it must be {setting.Description.Type}. {setting.Description.Description}{Example(setting)}{meant}";
    }

    private static string Example(SettingProperty setting) => (setting.Description.Example ?? setting.Description.Default) is { } example ? $" For example: {example}" : "";
}
