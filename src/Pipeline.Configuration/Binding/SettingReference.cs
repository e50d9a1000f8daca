using Pipeline.Secrets;

namespace Pipeline.Configuration.Binding;

/// <summary>How a variable refers to the secret store: <c>secret://agentkit/production/database/password</c>.</summary>
internal static class SettingReference
{
    public const string Scheme = "secret://";

    public static bool Is(string text) => text.StartsWith(Scheme, StringComparison.Ordinal);

    public static SecretName? Read(string text) => SecretName.TryParse(text[Scheme.Length..], out var name) ? name : null;
}
