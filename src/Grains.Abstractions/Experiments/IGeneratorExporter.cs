namespace PgGanLab.Grains.Experiments;

/// <summary>Takes Gs alone out of checkpoints: what a user downloads. The silo implements it with the model's export code.</summary>
public interface IGeneratorExporter
{
    /// <summary>The safetensors file that holds a checkpoint's Gs, made on first demand.</summary>
    /// <returns>Its path, relative to the store directory.</returns>
    /// <exception cref="Growth.InvalidInputException">The checkpoint is missing or damaged; the sentence names it.</exception>
    Task<string> Export(CheckpointView checkpoint, CancellationToken cancellationToken);
}
