using PgGanLab.Model.Networks;
using TorchSharp;

namespace PgGanLab.Model.Training;

/// <summary>
/// One device that takes shares of a minibatch, with its own copy of the weights (the first
/// device's are the run's own).
/// </summary>
/// <param name="G">G's numbers on the device.</param>
/// <param name="D">D's numbers on the device.</param>
/// <param name="Device">Where.</param>
internal sealed record TeamMember(NetworkParameters G, NetworkParameters D, torch.Device Device);
