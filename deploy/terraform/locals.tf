locals {
  sizes = {
    small  = { nodes = { min = 2, max = 4, type = "m7g.large" }, broker = "kafka.t3.small", broker_gib = 50 }
    medium = { nodes = { min = 3, max = 8, type = "m7g.xlarge" }, broker = "kafka.m7g.large", broker_gib = 200 }
    large  = { nodes = { min = 4, max = 20, type = "m7g.2xlarge" }, broker = "kafka.m7g.xlarge", broker_gib = 1000 }
  }
  size = local.sizes[var.size]
  tags = { Application = "convoscope", ManagedBy = "terraform" }
}

data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
