using Pipeline.Configuration.Binding;
using Pipeline.Configuration.Describing;

namespace Pipeline.Configuration.Drift;

/// <summary>The settings against the variables of one overlay, both ways.</summary>
internal sealed class ManifestCheck(DriftRequest request, string place, PodVariables read)
{
    private readonly Dictionary<string, SettingDescription> settings = request.Description.Settings.ToDictionary(x => x.Name, StringComparer.Ordinal);
    private readonly Dictionary<string, PodVariable> variables = read.Variables.ToDictionary(x => x.Name, StringComparer.Ordinal);

    /// <summary>The environment that the service would run in: what the overlay says, else the setting's default.</summary>
    public string Environment =>
        variables.TryGetValue(request.EnvironmentVariable, out var variable) && variable.Value is { Length: > 0 } said ? said
        : settings.TryGetValue(request.EnvironmentVariable, out var setting) && setting.Default is { } byDefault ? byDefault
        : "Production";

    public IEnumerable<DriftFinding> Find() => [.. variables.Values.SelectMany(Of), .. settings.Values.SelectMany(Missing)];

    private IEnumerable<DriftFinding> Of(PodVariable variable)
    {
        if (!settings.TryGetValue(variable.Name, out var setting))
        {
            if (!request.LibraryVariables.Any(x => variable.Name.StartsWith(x.Prefix, StringComparison.Ordinal)))
                yield return new(DriftKind.UnknownVariable, place, variable.Name, $"{variable.Name} ({variable.Origin}) is no setting of {request.Description.Service}.", NearMiss.Of(variable.Name, settings.Keys) is { } meant ? $"Did you mean {meant}?" : "Take it out, or add it to the options classes.");
            yield break;
        }

        if (request.Generation.LeftOut.TryGetValue(variable.Name, out var reason))
            yield return new(DriftKind.SetTwice, place, variable.Name, $"{variable.Name} ({variable.Origin}) is set, and is left out of manifests: {reason}.", "Take it out of the manifests, or off the list.");
        if (variable.Value is not { Length: > 0 } value)
            yield break;

        var isReference = SettingReference.Is(value);
        if (setting.IsSecret && !isReference)
        {
            yield return new(DriftKind.ExposedSecret, place, variable.Name, $"{variable.Name} is a secret, and its value stands in {variable.Origin}, where everybody may read it.", setting.AllowsReference
                ? "Replace the secret, since it is known now; put the new value into the secret store, and a reference (secret://agentkit/ENVIRONMENT/area/name) here."
                : "Replace the secret, since it is known now, and take the new value from a Secret (secretKeyRef).");
        }
        else if (isReference && !setting.AllowsReference)
        {
            yield return new(DriftKind.WrongReference, place, variable.Name, $"{variable.Name} ({variable.Origin}) is a reference to the secret store, and may not be one.", $"It must be the value itself: {setting.Type}.");
        }
        else if (isReference && SettingReference.Read(value) is null)
        {
            yield return new(DriftKind.WrongReference, place, variable.Name, $"{variable.Name} ({variable.Origin}) begins with {SettingReference.Scheme} and names no secret.", "Use lower-case letters, digits, - and _, with / between segments.");
        }
    }

    private IEnumerable<DriftFinding> Missing(SettingDescription setting)
    {
        if (!setting.IsRequiredIn(Environment) || request.Generation.LeftOut.ContainsKey(setting.Name))
            yield break;
        if (variables.TryGetValue(setting.Name, out var variable))
        {
            if (variable.IsOptional)
                yield return new(DriftKind.MissingVariable, place, setting.Name, $"{setting.Name} is required in {Environment}, and comes from an optional key of {variable.Origin}: without the key, pods start and end at once.", "Take 'optional' out, so that the cluster says what is missing.");
            else if (variable.Value is "")
                yield return new(DriftKind.MissingVariable, place, setting.Name, $"{setting.Name} is required in {Environment}, and {variable.Origin} sets it empty, which counts as not set.", $"Set it: {setting.Type}.");
        }
        else if (!(setting.IsSecret && read.MayHaveMore))
        {
            yield return new(DriftKind.MissingVariable, place, setting.Name, $"{setting.Name} is required in {Environment}, and isn't set.", setting switch
            {
                { IsSecret: true, AllowsReference: true } => $"Add a reference to the overlay's configMapGenerator: {setting.Name}=secret://agentkit/{Environment.ToLowerInvariant()}/area/name.",
                { IsSecret: true } => $"Set it from a Secret ({request.Generation.SecretComponent}).",
                _ => $"Add it to the overlay's configMapGenerator: {setting.Name}={setting.Example ?? setting.Default}.",
            });
        }
    }
}
