using Pipeline.Migrations.Running;
using Spectre.Console;

namespace Pipeline.Cli.Showing;

/// <summary>A run on a terminal: one bar for all steps, one for the documents of the step under way.</summary>
internal sealed class ProgressBars(ProgressContext context, Func<string, string> mask) : IProgress<MigrationProgress>
{
    private readonly Lock _lock = new();
    private ProgressTask? _steps;
    private ProgressTask? _documents;

    public void Report(MigrationProgress value)
    {
        lock (_lock)
            Show(value);
    }

    private void Show(MigrationProgress value)
    {
        _steps ??= context.AddTask("migrations", maxValue: Math.Max(value.Count, 1));
        _steps.MaxValue = Math.Max(value.Count, 1);
        _steps.Description = Markup.Escape(mask(value.Message));
        switch (value.Kind)
        {
            case ProgressKind.StepAdvanced when value.Total is > 0:
                _documents ??= context.AddTask("documents");
                (_documents.MaxValue, _documents.Value) = (value.Total.Value, value.Documents);
                break;
            case ProgressKind.StepDone:
                _steps.Value = value.Index + 1;
                _documents?.StopTask();
                _documents = null;
                break;
            case ProgressKind.StepFailed:
                _steps.StopTask();
                break;
        }
    }
}
