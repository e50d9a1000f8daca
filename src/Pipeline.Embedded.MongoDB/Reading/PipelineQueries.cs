using Pipeline.Embedded.MongoDB.Aggregating;
using Pipeline.Embedded.MongoDB.Expressions;
using Pipeline.Embedded.MongoDB.Matching;
using Pipeline.Embedded.MongoDB.Planning;

namespace Pipeline.Embedded.MongoDB.Reading;

/// <summary>The beginning of a pipeline as a query of a collection.</summary>
internal static class PipelineQueries
{
    public static Query ToQuery(this PipelineInput input, EvaluationSettings evaluation) => new()
    {
        Filter = Filter.Parse(input.Filter, new FilterOptions { Evaluation = evaluation }),
        FilterDocument = input.Filter,
        Sort = input.Sort,
        Skip = input.Skip ?? 0,
        Limit = input.Limit,
        Collation = evaluation.Collation,
    };
}
