using Pipeline.Configuration.Binding;
using Pipeline.Secrets;

namespace Pipeline.Configuration.Drift;

/// <summary>What an overlay refers to, against what the secret store has.</summary>
internal static class SecretCheck
{
    public static IEnumerable<DriftFinding> Find(DriftRequest request, SecretNames secrets)
    {
        if (request.Overlays.FirstOrDefault(x => x.Place == secrets.Overlay) is not { } overlay)
            throw new ArgumentException($"The secrets are those of {secrets.Overlay}, which isn't among the overlays.", nameof(secrets));
        foreach (var (variable, name) in References(overlay, request.Image))
        {
            if (!secrets.Names.Contains(name))
                yield return new(DriftKind.MissingSecret, overlay.Place, name.Value, $"{variable} refers to the secret '{name}', which {secrets.Store} doesn't have.", Meant(name, secrets) is { } meant ? $"Did you mean '{meant}'? Otherwise put the secret into the store." : "Put the secret into the store, or correct the reference.");
        }
    }

    public static IEnumerable<(string Variable, SecretName Name)> References(OverlayManifests overlay, string image)
    {
        foreach (var variable in PodVariables.Read(overlay, image).Variables)
        {
            if (variable.Value is { } value && SettingReference.Is(value) && SettingReference.Read(value) is { Name: var name })
                yield return (variable.Name, name);
        }
    }

    private static SecretName? Meant(SecretName name, SecretNames secrets)
    {
        var near = NearMiss.Of(name.Value.ToUpperInvariant(), secrets.Names.Select(x => x.Value.ToUpperInvariant()));
        return near is null ? null : secrets.Names.First(x => x.Value.Equals(near, StringComparison.OrdinalIgnoreCase));
    }
}
