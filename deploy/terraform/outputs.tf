output "values" {
  description = "Values for the chart: terraform output -json values > values.json, then helm install -f values.json."
  value = {
    kafka = {
      brokers           = split(",", aws_msk_cluster.this.bootstrap_brokers_sasl_scram)
      ssl               = true
      saslMechanism     = "scram-sha-512"
      replicationFactor = 3
    }
    objects       = { bucket = aws_s3_bucket.data.bucket, region = aws_s3_bucket.data.region }
    networkPolicy = { egress = { kafka = { ports = [9096], to = [] } } }
  }
}

output "cluster_name" {
  description = "aws eks update-kubeconfig --name <this>"
  value       = aws_eks_cluster.this.name
}
