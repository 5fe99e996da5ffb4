namespace Orleans;

/// <summary>The base of grain interfaces whose keys are strings.</summary>
public interface IGrainWithStringKey : IGrain;
