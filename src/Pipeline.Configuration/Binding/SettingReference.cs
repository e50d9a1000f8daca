using Pipeline.Secrets;

namespace Pipeline.Configuration.Binding;

/// <summary>How a variable refers to the secret store: <c>secret://agentkit/production/database/password</c>.</summary>
internal static class SettingReference
{
    public const string Scheme = "secret://";

    public static bool Is(string text) => text.StartsWith(Scheme, StringComparison.Ordinal);

    public static SecretReference? Read(string text) => SecretReference.TryParse(text, out var reference) ? reference : null;
}
