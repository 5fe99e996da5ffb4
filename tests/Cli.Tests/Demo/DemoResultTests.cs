using System.Text.Json;
using PgGanLab.Cli.Demo;
using PgGanLab.Grains;
using PgGanLab.Grains.Experiments;
using PgGanLab.Grains.Store;
using PgGanLab.Grains.Sweeps;

namespace PgGanLab.Cli.Tests.Demo;

public sealed class DemoResultTests
{
    [Fact]
    public void the_json_has_exactly_the_documented_form()
    {
        var sweep = Example.Sweep(SweepStatus.Finished,
            Example.Experiment(2, ExperimentStatus.Finished, 1, Example.Swd(26, 24, 28)),
            Example.Experiment(1, ExperimentStatus.Diverged));
        var best = new DemoResult.BestExperiment("clothes-a1b2.2", "/lab/best/g.safetensors", "/lab/best/g.png");

        var json = JsonSerializer.Serialize(DemoResult.Of(sweep, LabDirectories.Of("/lab"), best), LabJson.Indented);

        Assert.Equal(
            """
            {
              "sweep": "clothes-a1b2",
              "kimgRequested": 232,
              "kimgTrained": 160,
              "kimgReused": 72,
              "kimgGivenUp": 0,
              "seconds": 421,
              "untrainedSwd": 228,
              "floorSwd": 9.5,
              "experiments": [
                {
                  "id": "clothes-a1b2.2",
                  "name": "emaBeta@32 0.99, learningRate@32 0.002",
                  "settings": {
                    "emaBeta@32": 0.99,
                    "learningRate@32": 0.002
                  },
                  "status": "finished",
                  "swd": {
                    "avg": 26,
                    "levels": {
                      "16": 28,
                      "32": 24
                    }
                  },
                  "kimg": 29,
                  "checkpoint": "/lab/store/phases/ab/abcd/checkpoint-2.safetensors"
                },
                {
                  "id": "clothes-a1b2.1",
                  "name": "emaBeta@32 0.99, learningRate@32 0.001",
                  "settings": {
                    "emaBeta@32": 0.99,
                    "learningRate@32": 0.001
                  },
                  "status": "diverged",
                  "swd": null,
                  "kimg": 29,
                  "checkpoint": null
                }
              ],
              "best": {
                "experiment": "clothes-a1b2.2",
                "generator": "/lab/best/g.safetensors",
                "samples": "/lab/best/g.png"
              }
            }
            """, json);
    }
}
