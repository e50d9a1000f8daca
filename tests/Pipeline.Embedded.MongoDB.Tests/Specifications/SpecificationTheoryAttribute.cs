namespace Pipeline.Embedded.MongoDB.Tests.Specifications;

/// <summary>A theory over the cases. Without their folder it is skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class SpecificationTheoryAttribute : TheoryAttribute
{
    public SpecificationTheoryAttribute() => Skip = SpecificationSource.Missing;
}
