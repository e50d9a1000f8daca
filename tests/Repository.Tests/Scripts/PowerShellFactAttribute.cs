namespace Repository.Tests.Scripts;

/// <summary>A test that needs PowerShell 7. Not every machine can have it, CI in a container included, so it is skipped there too; the generated workflow runs build.ps1 itself on Windows.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class PowerShellFactAttribute : FactAttribute
{
    public PowerShellFactAttribute()
    {
        if (Checkout.Run("pwsh", "-NoProfile", "-Version") is null)
            Skip = "Needs PowerShell 7 (pwsh). To install it: https://learn.microsoft.com/powershell/scripting/install";
    }
}
