namespace Pipeline.Embedded.MongoDB.Tests.Specifications;

/// <summary>A test that needs the cases; without their folder it is skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SpecificationFactAttribute : FactAttribute
{
    public SpecificationFactAttribute() => Skip = SpecificationSource.Missing;
}
