using Xunit.Sdk;

namespace Pipeline.Embedded.MongoDB.Tests.Specifications;

/// <summary>A theory over the cases. Without their folder it is skipped; a row that is in the list of skips, or that the server need not meet, is skipped with its reason.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("Pipeline.Embedded.MongoDB.Tests.Specifications.SpecificationDiscoverer", "Pipeline.Embedded.MongoDB.Tests")]
internal sealed class SpecificationTheoryAttribute : TheoryAttribute
{
    public SpecificationTheoryAttribute() => Skip = SpecificationSource.Missing;
}
