using System.Text.Json;

namespace Repository.Tests.Manifests;

/// <summary>A setting, as the built service describes it.</summary>
internal sealed record ServiceSetting(string Name, bool IsRequired, bool IsSecret);

/// <summary>What the service says of its settings: the program itself is asked, as a build does.</summary>
internal static class ServiceSettings
{
    public static IReadOnlyList<ServiceSetting> Read()
    {
        var (exitCode, output, error) = Checkout.Execute("dotnet", Path.Combine(AppContext.BaseDirectory, "AgentKit.Server.dll"), "--describe-configuration");
        Assert.True(exitCode == 0, error);
        using var description = JsonDocument.Parse(output);
        return
        [
            .. description.RootElement.GetProperty("settings").EnumerateArray()
                .Select(x => new ServiceSetting(x.GetProperty("name").GetString()!, x.GetProperty("required").GetBoolean(), x.GetProperty("secret").GetBoolean())),
        ];
    }
}
