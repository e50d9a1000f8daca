using Pipeline.Embedded.MongoDB.Errors;

namespace Pipeline.Embedded.MongoDB.Aggregating;

/// <summary>The rules for which stage may stand where.</summary>
internal static class StagePlaces
{
    public static void Check(List<Stage> stages, PipelineOptions options)
    {
        for (var index = 0; index < stages.Count; index++)
        {
            CheckPlace(stages[index], options.Place);
            if (index > 0 && stages[index].Traits.HasFlag(StageTraits.IsSource))
                throw new CommandException(40602, $"{stages[index].Name} is only valid as the first stage in a pipeline");
            if (index < stages.Count - 1 && stages[index].Traits.HasFlag(StageTraits.Writes))
                throw new CommandException(40601, $"{stages[index].Name} can only be the final stage in the pipeline");
            if (stages[0] is ChangeStreamStage && !stages[index].Traits.HasFlag(StageTraits.AllowedInChangeStream))
                throw new CommandException(ServerError.IllegalOperation, $"{stages[index].Name} is not permitted in a $changeStream pipeline");
        }

        if (options.Place == PipelinePlace.Command)
            CheckCollection(stages, options);
    }

    private static void CheckPlace(Stage stage, PipelinePlace place)
    {
        var traits = stage.Traits;
        if (place == PipelinePlace.Facet && (traits & (StageTraits.NotInFacet | StageTraits.IsSource | StageTraits.Writes)) != 0)
            throw new CommandException(40600, $"{stage.Name} is not allowed to be used within a $facet stage");
        if (!traits.HasFlag(StageTraits.NotInSubpipeline))
            return;
        if (place == PipelinePlace.Lookup)
            throw new CommandException(51047, $"{stage.Name} is not allowed within a $lookup's sub-pipeline");
        if (place == PipelinePlace.Union)
            throw new CommandException(31441, $"{stage.Name} is not allowed within a $unionWith's sub-pipeline");
        if (place == PipelinePlace.View)
            throw new CommandException(ServerError.OptionNotSupportedOnView, $"{stage.Name} cannot be used in a view definition");
    }

    private static void CheckCollection(List<Stage> stages, PipelineOptions options)
    {
        var needsNone = stages is [{ Traits: var traits }, ..] && traits.HasFlag(StageTraits.NeedsNoCollection);
        if (options.Collection is null && !needsNone)
        {
            throw stages is [var first, ..]
                ? new CommandException(ServerError.InvalidNamespace, $"{{aggregate: 1}} is not valid for '{first.Name}'; a collection is required.")
                : new CommandException(ServerError.InvalidNamespace, "{aggregate: 1} is not valid for an empty pipeline.");
        }

        if (options.Collection is not null && needsNone && stages[0] is not ChangeStreamStage)
            throw new CommandException(ServerError.InvalidNamespace, $"'{stages[0].Name}' can only be run with {{aggregate: 1}}");
    }
}
