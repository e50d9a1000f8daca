namespace Pipeline.Components.Rehearsal;

/// <summary>Rehearsals have an embedded MongoDB server. Targets start one for themselves where none runs.</summary>
public interface IRehearseDatabase : IRehearse;
