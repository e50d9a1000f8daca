namespace Pipeline.Embedded.MongoDB.Tests.Shells;

/// <summary>A test that needs MongoDB's shell, as tests/components/install.sh installs it. In CI (CI=true) it runs without, and fails.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class RequiresMongoshAttribute : FactAttribute
{
    public RequiresMongoshAttribute()
    {
        if (Environment.GetEnvironmentVariable("CI") != "true" && !File.Exists(Mongosh.Path))
            Skip = "Needs mongosh. Install it with: npm ci --prefix tests/components/mongosh";
    }
}
